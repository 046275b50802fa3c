import { type Context, Hono } from "hono";
import { readCustomerToken } from "../customer/token.store.ts";
import { readAgent } from "../platform/auth.ts";
import { bodyOf, readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import { type UploadLimits } from "../protocol/attachment.ts";
import { type FileGrant, storedRequestSchema, uploadRequestSchema, type UploadState } from "../protocol/upload.ts";
import type { Result } from "../protocol/error.ts";
import { idSchema } from "../protocol/ids.ts";
import { findSiteByKey } from "../site/site.store.ts";
import { readStoredFiles } from "../stored-file/stored-file.store.ts";
import { withTeams } from "../team/team.store.ts";
import { signGrant } from "./grant.store.ts";
import { putWhole, storePart } from "./part.store.ts";
import { readThumbnail } from "./thumbnail.store.ts";
import { readUploadSettings } from "./upload-setting.store.ts";

type Sender = { by: { kind: "customer"; id: string } | { kind: "agent"; agent: Agent }; site: string | null };

/**
 * Sending files in a conversation: begin, bring the parts in any order, and give the id to a message. Agents come with their
 * session, customers with their token in `Authorization`. The conversation's object checks that they take part in it.
 */
export const attachmentRoutes = new Hono<App>()
  .post("/:conversation", async (c) => {
    const { by, most } = await sender(c);
    const request = await readBody(c, uploadRequestSchema);
    using of = await files(c);
    return c.json<UploadState>(said(await of.open(by, request, most)));
  })
  .post("/:conversation/grant", async (c) => {
    const { by } = await readSender(c);
    if (by.kind !== "customer") throw new FalaError("customer_token_invalid");
    const conversation = idOf(c, "conversation");
    using of = await files(c);
    if (!(await of.admits(by))) throw new FalaError("not_found");
    return c.json<FileGrant>(await signGrant(c.env, { conversation, customer: by.id }, Date.now()));
  })
  .put("/:conversation/:id/thumbnail", async (c) => {
    const { by } = await sender(c);
    const id = idOf(c, "id");
    using of = await files(c);
    const key = said(await of.thumbnailKey(by, id));
    const { bytes, ...thumbnail } = await readThumbnail(c);
    await c.env.FILES.put(key, bytes);
    return c.json<UploadState>(said(await of.thumbnailArrived(by, id, thumbnail)));
  })
  .put("/:conversation/:id/:part{[1-9][0-9]{0,3}}", async (c) => {
    const { by, most } = await sender(c);
    const [id, part] = [idOf(c, "id"), Number(c.req.param("part"))];
    const body = bodyOf(c);
    using of = await files(c);
    const target = said(await of.target(by, id, part, most));
    if (target.done) {
      await body.cancel();
      return c.json<UploadState>(target.state);
    }
    const { key, multipart, length, name, kinds } = target;
    if (Number(c.req.header("content-length") ?? length) !== length) {
      await body.cancel();
      throw new FalaError("upload_incomplete");
    }
    const bucket = c.env.FILES;
    const put = (stream: ReadableStream): Promise<{ etag: string }> =>
      multipart === null
        ? putWhole(bucket, key, stream)
        : bucket.resumeMultipartUpload(key, multipart).uploadPart(part, stream);
    const stored = await storePart(body, length, part === 1 ? { name, allowed: kinds } : null, put);
    const arrived = said(stored);
    return c.json<UploadState>(said(await of.arrived(by, id, part, arrived)));
  })
  // A copy of a file that the workspace keeps, as an upload of this agent's: a message brings it like any other.
  .post("/:conversation/stored", async (c) => {
    const { agent, most } = await storedSender(c);
    const { id, file } = await readBody(c, storedRequestSchema);
    const db = database(c.env);
    const stored = (await readStoredFiles(db, await withTeams(db, agent), [file])).get(file);
    if (stored === undefined) throw new FalaError("attachment_unknown");
    using of = await files(c);
    return c.json<UploadState>(said(await of.place({ kind: "agent", agent }, stored, id, most)));
  })
  .delete("/:conversation/:id", async (c) => {
    const { by } = await readSender(c);
    using of = await files(c);
    said(await of.drop(by, idOf(c, "id")));
    return c.body(null, 204);
  });

/** Who sends, and what they may. */
async function sender(c: Context<App>): Promise<{ by: Sender["by"]; most: UploadLimits }> {
  const [{ by, site }, most] = await Promise.all([readSender(c), readUploadSettings(database(c.env))]);
  if (site !== null && !(await findSiteByKey(database(c.env), site))?.customerUploads) {
    throw new FalaError("uploads_off");
  }
  return { by, most };
}

/** Only agents send what the workspace keeps. */
async function storedSender(c: Context<App>): Promise<{ agent: Agent; most: UploadLimits }> {
  const { by, most } = await sender(c);
  if (by.kind !== "agent") throw new FalaError("forbidden");
  return { agent: by.agent, most };
}

async function readSender(c: Context<App>): Promise<Sender> {
  const authorization = c.req.header("authorization");
  if (authorization === undefined) {
    const signedIn = await readAgent(c);
    if (!signedIn.ok) throw new FalaError(signedIn.error.code);
    return { by: { kind: "agent", agent: signedIn.value.agent }, site: null };
  }
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  const claims = token === undefined ? null : await readCustomerToken(c.env, token);
  if (claims === null) throw new FalaError("customer_token_invalid");
  return { by: { kind: "customer", id: claims.customer.id }, site: claims.site };
}

/** What the conversation's object offers of its files; given back when the request is answered. */
function files(c: Context<App>) {
  return conversationObject(c.env, idOf(c, "conversation")).files();
}

function idOf(c: Context<App>, name: "conversation" | "id"): string {
  const id = idSchema.safeParse(c.req.param(name));
  if (!id.success) throw new FalaError("not_found");
  return id.data;
}

function said<T>(result: Result<T>): T {
  if (!result.ok) throw new FalaError(result.error.code);
  return result.value;
}
