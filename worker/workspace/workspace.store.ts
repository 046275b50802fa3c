import { eq, getTableColumns } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { randomHex } from "../platform/random.ts";
import type { SetupRequest } from "../protocol/setup.ts";
import type { WorkspaceSettings } from "../protocol/workspace-settings.ts";
import { site } from "../site/site.table.ts";
import { team } from "../team/team.table.ts";
import { workspace } from "./workspace.table.ts";

const { id: _, ...columns } = getTableColumns(workspace);

export type Workspace = WorkspaceSettings & { createdAt: number };

/** Null before set-up. */
export async function readWorkspace(db: Database): Promise<Workspace | null> {
  const [found] = await db.select(columns).from(workspace).limit(1);
  return found ?? null;
}

/** Whether agents see what customers are typing. Asked at each such signal, so that a switch holds at once; no where D1 does not answer. */
export async function isSneakPeekOn(db: Database): Promise<boolean> {
  const [found] = await db
    .select({ on: workspace.sneakPeek })
    .from(workspace)
    .limit(1)
    .catch(() => []);
  return found?.on ?? false;
}

/** Saves the settings whole where theirs is still the newest version, else `changed_meanwhile`. */
export async function saveWorkspace(db: Database, next: WorkspaceSettings): Promise<Workspace> {
  const [saved] = await db
    .update(workspace)
    .set({ ...next, version: next.version + 1 })
    .where(eq(workspace.version, next.version))
    .returning(columns);
  if (!saved) throw new FalaError("changed_meanwhile");
  return saved;
}

/** What set-up asks for, without the token, which the route has compared. */
export type Setup = Omit<SetupRequest, "token">;

/**
 * Creates everything that a first sign-in needs, or nothing: one batch, in which the workspace's fixed id lets one of
 * two set-ups at once fail with `already_set_up`. `owner` are the statements that create the first agent (agentInserts),
 * who belongs to the team `teamId`. Answers with the key of the site.
 */
export async function setUp(
  db: Database,
  input: Setup,
  teamId: string,
  owner: readonly BatchItem<"sqlite">[],
): Promise<string> {
  const now = Date.now();
  const siteKey = `site-${randomHex(8)}`;
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
  return siteKey;
}
