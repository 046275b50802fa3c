import { createHash, randomBytes } from "node:crypto";
import type { BatchItem } from "drizzle-orm/batch";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { Role } from "../protocol/agent.ts";
import type { Invitation, OpenedInvitation } from "../protocol/invitation.ts";
import { account } from "../session/session.table.ts";
import { team, teamAgent } from "../team/team.table.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { findAgentByEmail } from "./agent-change.store.ts";
import { type Proof, proofRow } from "./agent.store.ts";
import { agent } from "./agent.table.ts";
import { invitationLifeMs, passwordLinkLifeMs, refusesUse } from "./invitation.domain.ts";
import { invitation } from "./invitation.table.ts";

/** The invitation and the token of its link, which nobody can read again. */
export type FreshInvitation = { invitation: Invitation; token: string };

const usable = and(isNull(invitation.usedAt), isNull(invitation.revokedAt));
/** Of those who are no agents yet. */
const unused = and(usable, isNull(invitation.agentId));

/** Invitations that nobody has used, the newest first. */
export async function listInvitations(db: Database): Promise<Invitation[]> {
  const rows = await db
    .select({ row: invitation, invitedBy: agent.name })
    .from(invitation)
    .leftJoin(agent, eq(agent.id, invitation.invitedBy))
    .where(unused)
    .orderBy(desc(invitation.sentAt), desc(invitation.id));
  return rows.map(({ row, invitedBy }) => asInvitation(row, invitedBy ?? ""));
}

function asInvitation(row: typeof invitation.$inferSelect, invitedBy: string): Invitation {
  const { id, email, role, teamIds, sentAt, expiresAt } = row;
  return { id, email, role, teamIds, sentAt, expiresAt, invitedBy };
}

/** Refused: `agent_exists`, `already_invited`, `team_unknown`. */
export async function invite(
  db: Database,
  input: { email: string; role: Role; teamIds: string[] },
  by: { id: string; name: string },
  now = Date.now(),
): Promise<FreshInvitation> {
  const email = input.email.toLowerCase();
  if (await findAgentByEmail(db, email)) throw new FalaError("agent_exists", { path: "email" });
  const teamIds = [...new Set(input.teamIds)];
  if ((await teamNames(db, teamIds)).length < teamIds.length) throw new FalaError("team_unknown");
  const { token, tokenHash } = newToken();
  const row = {
    ...{ id: crypto.randomUUID(), tokenHash, agentId: null, email, role: input.role, teamIds, invitedBy: by.id },
    ...{ sentAt: now, expiresAt: now + invitationLifeMs, usedAt: null, revokedAt: null },
  };
  // One statement, so that of two admins who invite the same person at once only one does.
  const inserted = await db
    .insert(invitation)
    .select(
      sql`SELECT ${row.id}, ${tokenHash}, NULL, ${email}, ${row.role}, ${JSON.stringify(teamIds)}, ${by.id}, ${now}, ${row.expiresAt}, NULL, NULL
        WHERE NOT EXISTS (SELECT 1 FROM ${invitation} WHERE ${and(eq(invitation.email, email), unused)})`,
    )
    .returning({ id: invitation.id });
  if (inserted.length === 0) throw new FalaError("already_invited", { path: "email" });
  return { invitation: asInvitation(row, by.name), token };
}

/** A pending invitation, also one whose time is over; refuses with `not_found`. */
export async function readInvitation(db: Database, id: string): Promise<{ role: Role }> {
  const [found] = await db
    .select({ role: invitation.role })
    .from(invitation)
    .where(and(eq(invitation.id, id), unused));
  if (!found) throw new FalaError("not_found");
  return found;
}

/** A new link and a new week; the old link stops working. Refuses with `not_found` what was used or taken back. */
export async function renewInvitation(
  db: Database,
  id: string,
  by: { id: string; name: string },
  now = Date.now(),
): Promise<FreshInvitation> {
  const { token, tokenHash } = newToken();
  const [row] = await db
    .update(invitation)
    .set({ tokenHash, invitedBy: by.id, sentAt: now, expiresAt: now + invitationLifeMs })
    .where(and(eq(invitation.id, id), unused))
    .returning();
  if (!row) throw new FalaError("not_found");
  return { invitation: asInvitation(row, by.name), token };
}

/** Its link stops working. What was used or taken back already stays so, and that is no error. */
export async function revokeInvitation(db: Database, id: string, now = Date.now()): Promise<void> {
  await db
    .update(invitation)
    .set({ revokedAt: now })
    .where(and(eq(invitation.id, id), unused));
}

/** What the invited person sees. Refused: `invitation_unknown`, `invitation_used`, `invitation_expired`. */
export async function openInvitation(db: Database, token: string, now = Date.now()): Promise<OpenedInvitation> {
  const row = await usableByToken(db, token, now);
  const [teams, [by], [company]] = await Promise.all([
    teamNames(db, row.teamIds),
    db.select({ name: agent.name }).from(agent).where(eq(agent.id, row.invitedBy)),
    db.select({ name: workspace.name }).from(workspace),
  ]);
  const { email, role, expiresAt } = row;
  const [whose] =
    row.agentId === null ? [] : await db.select({ name: agent.name }).from(agent).where(eq(agent.id, row.agentId));
  const kind = row.agentId === null ? "join" : "password";
  return {
    kind,
    name: whose?.name ?? "",
    workspace: company?.name ?? "",
    email,
    role,
    teams,
    invitedBy: by?.name ?? "",
    expiresAt,
  };
}

/** Makes the invited person an agent who signs in with a password, or gives an agent a new one. Answers with their e-mail; refused like opening it. */
export async function acceptByToken(
  db: Database,
  input: { token: string; name: string; password: string },
  now = Date.now(),
): Promise<{ agentId: string; email: string }> {
  const row = await usableByToken(db, input.token, now);
  if (row.agentId !== null) {
    await renew(db, { ...row, agentId: row.agentId }, input.password, now);
    return { agentId: row.agentId, email: row.email };
  }
  const agentId = await accept(db, row, input.name, { password: input.password }, now);
  return { agentId, email: row.email };
}

/**
 * Makes an agent of whoever was invited under this e-mail and proves, at the company's own sign-in, that it is theirs. Null
 * where nobody invited them, or not any more.
 */
export async function acceptByEmail(
  db: Database,
  input: { email: string; name: string; proof: Proof },
  now = Date.now(),
): Promise<{ agentId: string } | null> {
  const [row] = await db
    .select()
    .from(invitation)
    .where(and(eq(invitation.email, input.email.toLowerCase()), unused))
    .limit(1);
  if (!row || refusesUse(row, now) !== null) return null;
  return { agentId: await accept(db, row, input.name, input.proof, now) };
}

async function accept(
  db: Database,
  row: typeof invitation.$inferSelect,
  name: string,
  proof: Proof,
  now: number,
): Promise<string> {
  const id = crypto.randomUUID();
  const at = new Date(now);
  const { email, role } = row;
  await ifAsRead(db, row, now, [
    db.insert(agent).values({ id, name, email, role, emailVerified: true, createdAt: at, updatedAt: at }),
    db.insert(account).values(await proofRow(id, proof)),
    db
      .insert(teamAgent)
      .select(
        sql`SELECT ${team.id}, ${id} FROM ${team} WHERE ${team.id} IN (SELECT value FROM json_each(${JSON.stringify(row.teamIds)}))`,
      ),
  ]);
  return id;
}

/** One batch: where the invitation was used, sent anew or taken back meanwhile, nothing at all is written. */
async function ifAsRead(
  db: Database,
  row: typeof invitation.$inferSelect,
  now: number,
  writes: readonly BatchItem<"sqlite">[],
): Promise<void> {
  const asRead = sql`${invitation.tokenHash} = ${row.tokenHash} AND ${usable}`;
  try {
    await db.batch([
      db
        .update(invitation)
        // NULL, which the column does not take, where the row is not what was read.
        .set({ usedAt: now, tokenHash: sql`CASE WHEN ${asRead} THEN ${invitation.tokenHash} END` })
        .where(eq(invitation.id, row.id)),
      ...writes,
    ]);
  } catch (error) {
    const cause = causeOf(error);
    // Somebody with this e-mail address has come in another way.
    if (cause.includes("agent.email")) throw new FalaError("invitation_used");
    if (!cause.includes("invitation.token_hash")) throw error;
    const [is] = await db.select().from(invitation).where(eq(invitation.tokenHash, row.tokenHash));
    throw new FalaError(refusesUse(is ?? null, now) ?? "invitation_unknown");
  }
}

/** Puts a new password in the place of whatever they had. Refused like accepting. */
async function renew(
  db: Database,
  row: typeof invitation.$inferSelect & { agentId: string },
  password: string,
  now: number,
): Promise<void> {
  const ofTheirs = and(eq(account.agentId, row.agentId), eq(account.providerId, "credential"));
  await ifAsRead(db, row, now, [
    db.delete(account).where(ofTheirs),
    db.insert(account).values(await proofRow(row.agentId, { password })),
    // Other links of theirs lead to nothing any more.
    db
      .update(invitation)
      .set({ revokedAt: now })
      .where(and(eq(invitation.agentId, row.agentId), usable)),
  ]);
}

/** A link with which an agent chooses a new password; earlier ones of theirs stop working. */
export async function makePasswordLink(
  db: Database,
  whom: { id: string; email: string; role: Role },
  by: { id: string },
  now = Date.now(),
): Promise<{ token: string; expiresAt: number }> {
  const { token, tokenHash } = newToken();
  const expiresAt = now + passwordLinkLifeMs;
  await db.batch([
    db
      .update(invitation)
      .set({ revokedAt: now })
      .where(and(eq(invitation.agentId, whom.id), usable)),
    db.insert(invitation).values({
      ...{ id: crypto.randomUUID(), tokenHash, agentId: whom.id, email: whom.email, role: whom.role, teamIds: [] },
      ...{ invitedBy: by.id, sentAt: now, expiresAt },
    }),
  ]);
  return { token, expiresAt };
}

async function usableByToken(db: Database, token: string, now: number): Promise<typeof invitation.$inferSelect> {
  const [row] = await db
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hashOf(token)));
  const refused = refusesUse(row ?? null, now);
  if (refused !== null || row === undefined) throw new FalaError(refused ?? "invitation_unknown");
  return row;
}

/** The names of those of these teams that exist, by name. */
async function teamNames(db: Database, teamIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ name: team.name })
    .from(team)
    .where(sql`${team.id} IN (SELECT value FROM json_each(${JSON.stringify(teamIds)}))`)
    .orderBy(team.name);
  return rows.map((row) => row.name);
}

function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashOf(token) };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
