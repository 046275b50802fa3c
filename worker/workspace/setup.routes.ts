import { type Context, Hono } from "hono";
import { agentInserts } from "../agent/agent.store.ts";
import { addressOf } from "../platform/address.ts";
import { passCookies } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { setupRequestSchema, type SetupResponse, type SetupState, setupTokenRequestSchema } from "../protocol/setup.ts";
import { signIn } from "../session/sign-in.store.ts";
import { requireSetupToken } from "../session/setup-token.store.ts";
import { readWorkspace, setUp } from "./workspace.store.ts";

/** That a workspace exists is told only to who has the token. */
async function requireToken(c: Context<App>, token: string): Promise<void> {
  await requireSetupToken(c.env, addressOf(c.req.raw), token);
  // Before the password is hashed, which costs; two at once are told apart by setUp itself.
  if (await readWorkspace(database(c.env))) throw new FalaError("already_set_up");
}

export const setupRoutes = new Hono<App>()
  .get("/", async (c) => c.json<SetupState>({ needed: (await readWorkspace(database(c.env))) === null }))
  .post("/token", async (c) => {
    const { token } = await readBody(c, setupTokenRequestSchema);
    await requireToken(c, token);
    return c.body(null, 204);
  })
  .post("/", async (c) => {
    const { token, ...input } = await readBody(c, setupRequestSchema);
    await requireToken(c, token);
    const db = database(c.env);
    const teamId = crypto.randomUUID();
    const owner = await agentInserts(db, { ...input, id: crypto.randomUUID(), role: "owner", teamIds: [teamId] });
    const siteKey = await setUp(db, input, teamId, owner);
    const { cookies } = await signIn(c.env, c.req.raw, input);
    passCookies(c, cookies);
    return c.json<SetupResponse>({ siteKey }, 201);
  });
