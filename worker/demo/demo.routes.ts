import { Hono } from "hono";
import * as z from "zod/mini";
import { agentInserts } from "../agent/agent.store.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { originSchema } from "../protocol/site.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { createDemoCompany, createDemoConversations, demoAgents, demoPassword } from "./demo.store.ts";

const requestSchema = z.object({ shopOrigins: z.array(originSchema).check(z.maxLength(10)) });

/**
 * Fills an empty workspace with a company that looks lived in. Exists only where FALA_DEMO is "1", for who knows the
 * set-up token; a workspace that has something in it is left as it is.
 */
export const demoRoutes = new Hono<App>().post("/seed", async (c) => {
  if (c.env.FALA_DEMO !== "1") throw new FalaError("not_found");
  if (!c.env.SETUP_TOKEN || c.req.header("authorization") !== `Bearer ${c.env.SETUP_TOKEN}`)
    throw new FalaError("forbidden");
  const { shopOrigins } = await readBody(c, requestSchema);
  const seeded = (await readWorkspace(database(c.env))) === null;
  if (seeded) {
    const db = database(c.env);
    const inserts = await Promise.all(
      demoAgents.map((agent) => agentInserts(db, { ...agent, password: demoPassword })),
    );
    await createDemoCompany(c.env, shopOrigins, inserts.flat());
    await createDemoConversations(c.env);
  }
  return c.json({ seeded, console: { email: "ana@demo.fala", password: demoPassword } });
});
