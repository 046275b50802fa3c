import { type Context, Hono } from "hono";
import { readAgent } from "../platform/auth.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import { idSchema } from "../protocol/ids.ts";
import { database } from "../platform/database.ts";
import { mayUseStoredFile } from "../stored-file/stored-file.domain.ts";
import { findStoredFile } from "../stored-file/stored-file.store.ts";
import { withTeams } from "../team/team.store.ts";
import { readGrant } from "./grant.store.ts";
import { serveFile, serveStoredFile } from "./serve-file.store.ts";

type Reader = { kind: "customer"; id: string } | { kind: "agent"; agent: Agent };

/**
 * The bytes of files, for `<img>`, players and downloads. Each request is checked: agents come with their session, customers
 * with a grant of minutes in the address (`?grant=`). `?download` saves it also where a browser could show it.
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
  return await serveFile(c, file);
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
  return await serveStoredFile(c, file, part);
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
