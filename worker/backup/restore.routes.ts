import { type Context, Hono, type MiddlewareHandler } from "hono";
import { proofRow } from "../agent/agent.store.ts";
import { addressOf } from "../platform/address.ts";
import { passCookies } from "../platform/auth.ts";
import { bodyOf, readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import {
  BACKUP_FORMAT,
  backupConversationSchema,
  restoreFileSchema,
  restoreFinishSchema,
  type RestorePass,
  restoreRequestSchema,
  restoreRowsSchema,
} from "../protocol/backup.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { idSchema } from "../protocol/ids.ts";
import { signIn } from "../session/sign-in.store.ts";
import { requireSetupToken } from "../session/setup-token.store.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { type CopiedTable, findCopied } from "./backup.domain.ts";
import { emptyTables, findOwner, isPass, rowInserts, signPass, takeOver, writeRows } from "./backup.store.ts";

/** A step of rows or of a log. */
const stepBytes = 48 * 1024 * 1024;

/** A backup goes into a deployment that nobody has set up, never on top of a company's own. */
async function requireEmpty(c: Context<App>): Promise<void> {
  if ((await readWorkspace(database(c.env))) !== null) throw new FalaError("already_set_up");
}

const requirePass: MiddlewareHandler<App> = async (c, next) => {
  const pass = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (pass === undefined || !(await isPass(c.env, pass))) throw new FalaError("setup_token_invalid");
  await requireEmpty(c);
  await next();
};

/** The way back, for `npm run restore`. Every step may come again, and none of it is anybody's before `finish`. See protocol/backup.ts. */
export const restoreRoutes = new Hono<App>()
  .post("/", async (c) => {
    const { token, format } = await readBody(c, restoreRequestSchema);
    await requireSetupToken(c.env, addressOf(c.req.raw), token);
    await requireEmpty(c);
    if (format !== BACKUP_FORMAT) throw new FalaError("invalid_request", { path: "format" });
    await emptyTables(c.env.DB);
    log.info("restore_begun");
    return c.json<RestorePass>({ pass: await signPass(c.env, Date.now()) });
  })
  .put("/tables/:table", requirePass, async (c) => {
    const { rows } = await readBody(c, restoreRowsSchema, stepBytes);
    const table = tableOf(c.req.param("table"));
    if (table.last) throw new FalaError("not_found");
    await writeRows(c.env.DB, table, rows);
    return c.body(null, 204);
  })
  .put("/conversations/:id", requirePass, async (c) => {
    const id = idSchema.safeParse(c.req.param("id"));
    if (!id.success) throw new FalaError("not_found");
    const step = await readBody(c, backupConversationSchema, stepBytes);
    const taken = await conversationObject(c.env, id.data).copying().in(step);
    if (!taken) throw new FalaError("invalid_request", { path: id.data });
    return c.body(null, 204);
  })
  .post("/files/:key{.+}", requirePass, async (c) => {
    const { file, done } = await readBody(c, restoreFileSchema);
    const key = c.req.param("key");
    if (done !== undefined) {
      const { etag } = await c.env.FILES.resumeMultipartUpload(key, done.upload).complete(done.parts);
      return c.json({ etag });
    }
    const { uploadId } = await c.env.FILES.createMultipartUpload(key, metadataOf(file.contentType));
    return c.json({ upload: uploadId });
  })
  .put("/files/:key{.+}", requirePass, async (c) => {
    const key = c.req.param("key");
    const [upload, part] = [c.req.query("upload"), Number(c.req.query("part") ?? 0)];
    const length = Number(c.req.header("content-length") ?? 0);
    if (!Number.isSafeInteger(length) || length > fileLimits.partBytes) throw new FalaError("too_large");
    const body = length === 0 ? new Uint8Array() : bodyOf(c).pipeThrough(new FixedLengthStream(length));
    if (upload !== undefined) {
      const { etag } = await c.env.FILES.resumeMultipartUpload(key, upload).uploadPart(part, body);
      return c.json({ etag });
    }
    const stored = await c.env.FILES.put(key, body, metadataOf(c.req.query("type") ?? null));
    return c.json({ etag: stored.etag });
  })
  // From here on it is the company's. All of it or nothing; of two at once one is told `already_set_up`.
  .post("/finish", requirePass, async (c) => {
    const { tables, email, password } = await readBody(c, restoreFinishSchema, stepBytes);
    const owner = await findOwner(database(c.env), email);
    if (owner === null) throw new FalaError("invalid_request", { path: "email" });
    const statements = [];
    for (const { name, rows } of tables) statements.push(...(await rowInserts(c.env.DB, tableOf(name), rows)));
    await takeOver(c.env, statements, await proofRow(owner, { password }));
    log.info("restore_finished", { owner });
    const { cookies } = await signIn(c.env, c.req.raw, { email, password });
    passCookies(c, cookies);
    return c.body(null, 204);
  });

function tableOf(name: string): CopiedTable {
  const table = findCopied(name);
  if (table === null) throw new FalaError("not_found");
  return table;
}

function metadataOf(contentType: string | null): R2PutOptions {
  return contentType === null ? {} : { httpMetadata: { contentType } };
}
