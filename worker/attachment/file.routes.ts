import { type Context, Hono } from "hono";
import { readAgent } from "../platform/auth.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import { idSchema } from "../protocol/ids.ts";
import { database } from "../platform/database.ts";
import { mayUseStoredFile, storedFileKey } from "../stored-file/stored-file.domain.ts";
import { findStoredFile } from "../stored-file/stored-file.store.ts";
import { withTeams } from "../team/team.store.ts";
import { disposition, isShown } from "./attachment.domain.ts";
import { readGrant } from "./grant.store.ts";
import { readRange } from "./range.domain.ts";

type Reader = { kind: "customer"; id: string } | { kind: "agent"; agent: Agent };

/**
 * The bytes of files, for `<img>`, players and downloads. Each request is checked: agents come with their session, customers
 * with a grant of minutes in the address (`?grant=`). `?download` saves it also where a browser could show it. A file is never a page on our
 * origin: its type is what its bytes are, nobody may guess another, and whatever could run is a download.
 */
export const fileRoutes = new Hono<App>()
  // Before the others: no conversation has so short an id.
  .get("/stored/:id", (c) => serveStored(c, "file"))
  .get("/stored/:id/thumbnail", (c) => serveStored(c, "thumbnail"))
  .get("/:conversation/:id", (c) => serve(c, "file"))
  .get("/:conversation/:id/thumbnail", (c) => serve(c, "thumbnail"));

async function serve(c: Context<App>, part: "file" | "thumbnail"): Promise<Response> {
  const conversation = idSchema.safeParse(c.req.param("conversation"));
  const id = idSchema.safeParse(c.req.param("id"));
  if (!conversation.success || !id.success) throw new FalaError("not_found");
  const reader = await readReader(c, conversation.data);
  using files = await conversationObject(c.env, conversation.data).files();
  const file = await files.find(reader, id.data, part);
  if (file === null) throw new FalaError("not_found");
  return await answer(c, file);
}

/** A file that the workspace keeps, to an agent who may send it. */
async function serveStored(c: Context<App>, part: "file" | "thumbnail"): Promise<Response> {
  const id = idSchema.safeParse(c.req.param("id"));
  const signedIn = await readAgent(c);
  if (!signedIn.ok) throw new FalaError(signedIn.error.code);
  const db = database(c.env);
  const file = id.success ? await findStoredFile(db, id.data) : null;
  if (file === null || !mayUseStoredFile(await withTeams(db, signedIn.value.agent), file)) {
    throw new FalaError("not_found");
  }
  const { found, etag, size, name, thumbnail } = file;
  const type = part === "file" ? found?.type : thumbnail;
  if (type === undefined || type === null || etag === null) throw new FalaError("not_found");
  const known = part === "file" ? { etag, size } : { etag: null, size: null };
  return await answer(c, { key: storedFileKey(file.id, part), name, type, ...known });
}

/** Where a file stands in R2, and what it is served as; `etag` and `size` where they are known. */
type Served = { key: string; etag: string | null; name: string; type: string; size: number | null };

async function answer(c: Context<App>, file: Served): Promise<Response> {
  const bucket = c.env.FILES;
  const { key, name, type } = file;
  const known =
    file.etag !== null && file.size !== null ? { etag: file.etag, size: file.size } : await bucket.head(key);
  if (known === null) throw new FalaError("not_found");
  const etag = `"${known.etag}"`;
  const shown = isShown(type);
  const headers = {
    "content-type": shown ? type : "application/octet-stream",
    "content-disposition": disposition(shown && c.req.query("download") === undefined ? "inline" : "attachment", name),
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    // Kept by the browser, but asked for each time: whoever may no longer see it does not.
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
    etag,
  };
  if (isAmong(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);

  const fresh = c.req.header("if-range");
  const asked = readRange(fresh === undefined || fresh === etag ? c.req.header("range") : undefined, known.size);
  if (asked.kind === "beyond") {
    return c.json(new FalaError("range_beyond").body(), 416, { "content-range": `bytes */${known.size}` });
  }
  const range = asked.kind === "part" ? asked : { offset: 0, length: known.size };
  const last = range.offset + range.length - 1;
  const sized = { ...headers, "content-length": String(range.length) };
  const partial = { ...sized, "content-range": `bytes ${range.offset}-${last}/${known.size}` };
  const [status, sent] = asked.kind === "part" ? ([206, partial] as const) : ([200, sized] as const);
  if (c.req.method === "HEAD") return c.body(null, status, sent);

  const found = await bucket.get(key, { range, onlyIf: { etagMatches: known.etag } });
  if (found === null || !("body" in found)) throw new FalaError("not_found");
  return c.body(found.body, status, sent);
}

async function readReader(c: Context<App>, conversation: string): Promise<Reader> {
  const grant = c.req.query("grant");
  if (grant === undefined) {
    const signedIn = await readAgent(c);
    if (!signedIn.ok) throw new FalaError(signedIn.error.code);
    return { kind: "agent", agent: signedIn.value.agent };
  }
  const claims = await readGrant(c.env, grant);
  if (claims === null || claims.conversation !== conversation) throw new FalaError("customer_token_invalid");
  return { kind: "customer", id: claims.customer };
}

function isAmong(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}
