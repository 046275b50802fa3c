import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import {
  BACKUP_FORMAT,
  type BackupConversation,
  type BackupFiles,
  type BackupPlan,
  type BackupRows,
} from "../protocol/backup.ts";
import { idSchema } from "../protocol/ids.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { copiedTables, findCopied } from "./backup.domain.ts";
import { listFiles, readRows } from "./backup.store.ts";

/** The whole workspace, step by step, for `npm run backup`. See protocol/backup.ts. */
export const backupRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "copy_workspace")),
  )
  .get("/", async (c) => {
    const workspace = (await readWorkspace(database(c.env)))?.name ?? "";
    log.info("backup_begun", { by: c.var.agent.id });
    const tables = copiedTables.map(({ name, last = false }) => ({ name, last }));
    return c.json<BackupPlan>({ format: BACKUP_FORMAT, workspace, tables });
  })
  .get("/tables/:table", async (c) => {
    const table = findCopied(c.req.param("table"));
    if (table === null) throw new FalaError("not_found");
    return c.json<BackupRows>(await readRows(c.env.DB, table, afterOf(c)));
  })
  .get("/conversations/:id", async (c) => {
    const id = idSchema.safeParse(c.req.param("id"));
    const step = id.success ? await conversationObject(c.env, id.data).copying().out(afterOf(c)) : null;
    if (step === null) throw new FalaError("not_found");
    return c.json<BackupConversation>(step);
  })
  .get("/files", async (c) => c.json<BackupFiles>(await listFiles(c.env.FILES, c.req.query("after"))))
  .get("/files/:key{.+}", async (c) => {
    const found = await c.env.FILES.get(c.req.param("key"));
    if (found === null) throw new FalaError("not_found");
    return c.body(found.body, 200, {
      "content-type": "application/octet-stream",
      "content-disposition": "attachment",
      "content-length": String(found.size),
    });
  });

function afterOf(c: Context<App>): number {
  const after = Number(c.req.query("after") ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) throw new FalaError("invalid_request", { path: "after" });
  return after;
}
