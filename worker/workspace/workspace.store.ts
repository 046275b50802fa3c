import { agentInserts } from "../agent/agent.store.ts";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { SetupRequest } from "../protocol/setup.ts";
import { site } from "../site/site.table.ts";
import { team } from "../team/team.table.ts";
import { workspace } from "./workspace.table.ts";

export type Workspace = { name: string; sneakPeek: boolean; retentionDays: number | null; createdAt: number };

/** Null before set-up. */
export async function readWorkspace(db: Database): Promise<Workspace | null> {
  const { name, sneakPeek, retentionDays, createdAt } = workspace;
  const [found] = await db.select({ name, sneakPeek, retentionDays, createdAt }).from(workspace).limit(1);
  return found ?? null;
}

/** What set-up asks for, without the token, which the route has compared. */
export type Setup = Omit<SetupRequest, "token">;

/**
 * Creates everything that a first sign-in needs, or nothing: one batch, in which the workspace's fixed id lets one of
 * two set-ups at once fail with `already_set_up`.
 */
export async function setUp(db: Database, input: Setup): Promise<{ agentId: string; teamId: string; siteKey: string }> {
  if (await readWorkspace(db)) throw new FalaError("already_set_up");
  const now = Date.now();
  const agentId = crypto.randomUUID();
  const teamId = crypto.randomUUID();
  const siteKey = newSiteKey();
  const owner = await agentInserts(db, { ...input, id: agentId, role: "owner", teamIds: [teamId] });
  try {
    await db.batch([
      db.insert(workspace).values({ id: "workspace", name: input.workspace, createdAt: now }),
      db.insert(team).values({ id: teamId, name: input.team, createdAt: now }),
      db.insert(site).values({
        id: crypto.randomUUID(),
        key: siteKey,
        name: input.site,
        allowedOrigins: [input.allowedOrigin],
        defaultTeamId: teamId,
        look: { color: "#0a7cff", position: "end" },
        greeting: { en: "Hello! How can we help?", "pt-BR": "Olá! Como podemos ajudar?" },
        identitySecret: randomHex(32),
        createdAt: now,
      }),
      ...owner,
    ]);
  } catch (error) {
    if (await readWorkspace(db)) throw new FalaError("already_set_up");
    throw error;
  }
  return { agentId, teamId, siteKey };
}

function newSiteKey(): string {
  return `site-${randomHex(8)}`;
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
