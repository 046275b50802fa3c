import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import { can } from "../agent/agent.domain.ts";
import { readAgent, requireAgent } from "../platform/auth.ts";
import { openSocket, refuseSocket } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject, inboxObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { idSchema } from "../protocol/ids.ts";
import { type InboxPage, listNameSchema, sortSchema } from "../protocol/inbox.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { listTeams, teamsOfAgent } from "../team/team.store.ts";
import { readIdsAfter, readList, readOfCustomer, readRow } from "./list.store.ts";
import { search } from "./search.store.ts";

/** The live list of one team. */
export const inboxSocket = new Hono<App>().get("/:team", async (c) => {
  if (c.req.header("upgrade") !== "websocket") throw new FalaError("invalid_request");
  const id = idSchema.safeParse(c.req.param("team"));
  if (!id.success || c.req.header("sec-websocket-protocol") !== SUBPROTOCOL) throw new FalaError("invalid_request");
  const signedIn = await readAgent(c);
  if (!signedIn.ok) return refuseSocket(closeCode.notSignedIn, "not_signed_in", SUBPROTOCOL);
  // Not looked up: the object knows its team, and opening a socket must not need D1.
  return await openSocket(inboxObject(c.env, id.data), { ...signedIn.value, ready: false }, SUBPROTOCOL);
});

const cursorSchema = z.nullable(z.string().check(z.maxLength(64)));
const listQuerySchema = z.object({
  list: listNameSchema,
  sort: sortSchema,
  team: z.nullable(idSchema),
  agent: z.nullable(idSchema),
  cursor: cursorSchema,
});
const searchQuerySchema = z.object({
  q: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  cursor: cursorSchema,
});

export const listRoutes = new Hono<App>().use(requireAgent).get("/", async (c) => {
  const query = parseQuery(listQuerySchema, {
    list: c.req.query("list"),
    sort: c.req.query("sort") ?? "newest",
    team: c.req.query("team") ?? null,
    agent: c.req.query("agent") ?? null,
    cursor: c.req.query("cursor") ?? null,
  });
  const readable = await readableTeams(c);
  const teams = query.team === null ? readable : readable.filter((id) => id === query.team);
  const agent = query.list === "mine" ? c.var.agent.id : query.list === "waiting" ? null : query.agent;
  return c.json<InboxPage>(await readList(c.env.DB, { ...query, teams, agent }));
});

export const rowRoutes = new Hono<App>().use(requireAgent).get("/:id", async (c) => {
  const row = await readRow(c.env.DB, c.req.param("id"));
  if (row === null || !(await readableTeams(c)).includes(row.team.id)) throw new FalaError("not_found");
  return c.json(row);
});

export const searchRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => {
    const { q, cursor } = parseQuery(searchQuerySchema, { q: c.req.query("q"), cursor: c.req.query("cursor") ?? null });
    const readable = new Set(await readableTeams(c));
    return c.json(await search(c.env, q, (row) => readable.has(row.team.id), cursor));
  })
  /** One step of `npm run reindex`: conversations after this number tell the index and the search everything again. */
  .post("/reindex", async (c) => {
    if (!can(c.var.agent.role, "manage_workspace")) throw new FalaError("forbidden");
    const { after } = parseQuery(z.object({ after: z.int() }), { after: Number(c.req.query("after") ?? 0) });
    const found = await readIdsAfter(c.env.DB, after, 50);
    await Promise.all(found.map(({ id }) => conversationObject(c.env, id).reindex()));
    return c.json({ done: found.length, next: found.at(-1)?.number ?? null });
  });

export const customerConversationRoutes = new Hono<App>().use(requireAgent).get("/:id/conversations", async (c) => {
  const readable = await readableTeams(c);
  const rows = await readOfCustomer(c.env.DB, c.req.param("id"));
  return c.json<InboxPage>({ rows: rows.filter((row) => readable.includes(row.team.id)), next: null });
});

async function readableTeams(c: Context<App>): Promise<string[]> {
  const { id, role } = c.var.agent;
  const db = database(c.env);
  const teams = can(role, "read_all_teams") ? await listTeams(db) : await teamsOfAgent(db, id);
  return teams.map((team) => team.id);
}

function parseQuery<Schema extends z.ZodMiniType>(schema: Schema, query: object): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".");
  throw new FalaError("invalid_request", path ? { path } : {});
}
