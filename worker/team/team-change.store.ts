import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import { conversation } from "../conversation/conversation.table.ts";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type {
  AgentLimitChange,
  ManagedTeam,
  ManagedTeams,
  NewTeam,
  TeamChange,
  TeamDeletion,
  TeamUse,
} from "../protocol/managed-team.ts";
import type { Team } from "../protocol/team.ts";
import { routing, routingRule } from "../routing/routing.table.ts";
import { site } from "../site/site.table.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { deletedTeam, team, teamAgent } from "./team.table.ts";

const columns = {
  id: team.id,
  name: team.name,
  method: team.method,
  firstReplySeconds: team.firstReplySeconds,
  version: team.version,
};

/** Every team with its agents who have not left, by name, and the limit that holds for everybody. */
export async function listManagedTeams(db: Database): Promise<ManagedTeams> {
  const [teams, places, [limit]] = await db.batch([
    db.select(columns).from(team).orderBy(asc(team.name), asc(team.id)),
    db
      .select({ teamId: teamAgent.teamId, agentId: teamAgent.agentId })
      .from(teamAgent)
      .innerJoin(agent, eq(agent.id, teamAgent.agentId))
      .where(isNull(agent.deactivatedAt)),
    db.select({ limit: workspace.agentLimit, version: workspace.version }).from(workspace),
  ]);
  if (!limit) throw new FalaError("not_found");
  const agentIds = Map.groupBy(places, ({ teamId }) => teamId);
  const withAgents = teams.map((each) => ({
    ...each,
    agentIds: (agentIds.get(each.id) ?? []).map(({ agentId }) => agentId),
  }));
  return { teams: withAgents, agentLimit: limit };
}

/** Refuses with `not_found`. */
export async function readManagedTeam(db: Database, teamId: string): Promise<ManagedTeam> {
  const found = (await listManagedTeams(db)).teams.find(({ id }) => id === teamId);
  if (found === undefined) throw new FalaError("not_found");
  return found;
}

/** Refuses an agent who does not exist with `agent_unknown`; nothing is written then. */
export async function createTeam(db: Database, { agentIds, ...fields }: NewTeam): Promise<ManagedTeam> {
  const id = crypto.randomUUID();
  await writing(() =>
    db.batch([db.insert(team).values({ id, ...fields, createdAt: Date.now() }), ...places(db, id, agentIds, [])]),
  );
  return await readManagedTeam(db, id);
}

/** Saves a change whole, or refuses it with nothing written: `changed_meanwhile`, `agent_unknown`, `not_found`. */
export async function changeTeam(db: Database, teamId: string, change: TeamChange): Promise<ManagedTeam> {
  const { version, join, leave, ...fields } = change;
  await writing(() =>
    db.batch([
      db
        .update(team)
        .set({ ...fields, version: nextVersion(version) })
        .where(eq(team.id, teamId)),
      ...places(db, teamId, join, leave),
    ]),
  );
  return await readManagedTeam(db, teamId);
}

/** What hangs on a team. Counts along an index, so only for who is about to delete it. Refuses with `not_found`. */
export async function readTeamUse(db: Database, teamId: string): Promise<TeamUse> {
  const [[found], counts, sites, rules] = await db.batch([
    db.select({ id: team.id }).from(team).where(eq(team.id, teamId)),
    db
      .select({ status: conversation.status, count: sql<number>`count(*)` })
      .from(conversation)
      .where(eq(conversation.teamId, teamId))
      .groupBy(conversation.status),
    db.select({ name: site.name }).from(site).where(eq(site.defaultTeamId, teamId)).orderBy(asc(site.name)),
    db
      .select({ name: routingRule.name })
      .from(routingRule)
      .where(eq(routingRule.teamId, teamId))
      .orderBy(asc(routingRule.position)),
  ]);
  if (!found) throw new FalaError("not_found");
  const count = (status: "open" | "snoozed" | "done") => counts.find((each) => each.status === status)?.count ?? 0;
  return {
    conversations: { open: count("open"), snoozed: count("snoozed"), done: count("done") },
    sites: sites.map(({ name }) => name),
    rules: rules.map(({ name }) => name),
  };
}

/**
 * Deletes a team and gives its sites and routing rules to another one, in one step; answers with that one. What D1 does not
 * hold, its conversations, is the Inbox object's to hand over (see `dissolve`), which finds the choice here if nobody tells
 * it. Refuses with nothing written.
 */
export async function deleteTeam(db: Database, teamId: string, deletion: TeamDeletion): Promise<Team> {
  const { version, to, agentsToo } = deletion;
  const [[found], others] = await db.batch([
    db.select({ version: team.version }).from(team).where(eq(team.id, teamId)),
    db.select({ id: team.id, name: team.name }).from(team).where(ne(team.id, teamId)),
  ]);
  if (!found) throw new FalaError("not_found");
  if (others.length === 0) throw new FalaError("last_team");
  const heir = others.find(({ id }) => id === to);
  if (heir === undefined) throw new FalaError("team_unknown", { path: "to" });
  const members = db.select({ id: teamAgent.agentId }).from(teamAgent).where(eq(teamAgent.teamId, teamId));
  await writing(() =>
    db.batch([
      // The other one may be deleted in this very moment, into this one.
      db
        .update(team)
        .set({
          version: sql`CASE WHEN EXISTS (SELECT 1 FROM ${team} AS heir WHERE heir.id = ${to}) THEN ${nextVersion(version)} END`,
        })
        .where(eq(team.id, teamId)),
      db
        .update(agent)
        .set({ version: sql`${agent.version} + 1` })
        .where(inArray(agent.id, members)),
      ...(agentsToo
        ? [
            db
              .insert(teamAgent)
              .select(
                db
                  .select({ teamId: sql<string>`${to}`.as("team_id"), agentId: teamAgent.agentId })
                  .from(teamAgent)
                  .where(eq(teamAgent.teamId, teamId)),
              )
              .onConflictDoNothing(),
          ]
        : []),
      db
        .update(site)
        .set({ defaultTeamId: to, version: sql`${site.version} + 1` })
        .where(eq(site.defaultTeamId, teamId)),
      db
        .update(routing)
        .set({ version: sql`${routing.version} + 1` })
        .where(sql`EXISTS (SELECT 1 FROM ${routingRule} WHERE ${routingRule.teamId} = ${teamId})`),
      // What was given to this team before goes on with it.
      db.update(deletedTeam).set({ heirId: to }).where(eq(deletedTeam.heirId, teamId)),
      db.insert(deletedTeam).values({ id: teamId, heirId: to }),
      db.update(routingRule).set({ teamId: to }).where(eq(routingRule.teamId, teamId)),
      db.delete(team).where(eq(team.id, teamId)),
    ]),
  );
  return heir;
}

/** Refuses with `changed_meanwhile` when somebody saved the workspace since. */
export async function changeAgentLimit(db: Database, { limit, version }: AgentLimitChange): Promise<AgentLimitChange> {
  const saved = await db
    .update(workspace)
    .set({ agentLimit: limit, version: version + 1 })
    .where(eq(workspace.version, version))
    .returning({ limit: workspace.agentLimit, version: workspace.version });
  const [found] = saved;
  if (!found) throw new FalaError("changed_meanwhile");
  return found;
}

/** NULL, which the column does not take, when somebody saved meanwhile: so the whole batch is refused. */
function nextVersion(version: number) {
  return sql`CASE WHEN ${team.version} = ${version} THEN ${team.version} + 1 END`;
}

/** Who joins and who leaves. Their own settings show their teams too: whoever has them open is told when they save. */
function places(db: Database, teamId: string, join: readonly string[], leave: readonly string[]) {
  const gone = and(eq(teamAgent.teamId, teamId), inArray(teamAgent.agentId, [...leave]));
  return [
    ...(leave.length > 0 ? [db.delete(teamAgent).where(gone)] : []),
    ...join.map((agentId) => db.insert(teamAgent).values({ teamId, agentId }).onConflictDoNothing()),
    ...[...join, ...leave].map((id) =>
      db
        .update(agent)
        .set({ version: sql`${agent.version} + 1` })
        .where(eq(agent.id, id)),
    ),
  ];
}

async function writing(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const cause = causeOf(error);
    if (cause.includes("NOT NULL constraint failed: team.version")) throw new FalaError("changed_meanwhile");
    if (cause.includes("FOREIGN KEY")) throw new FalaError("agent_unknown");
    throw error;
  }
}
