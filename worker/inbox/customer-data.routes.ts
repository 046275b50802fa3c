import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import type { ConversationData, CustomerData, Erased } from "../protocol/customer-data.ts";
import { idSchema } from "../protocol/ids.ts";
import { beginErasing, eraseStep, readCustomerData } from "./customer-data.store.ts";

/** What a customer may ask of the company: everything of theirs, or that nothing of it is left. See protocol/customer-data.ts. */
export const customerDataRoutes = new Hono<App>()
  .use(requireAgent)
  .use(
    "/:id/data/*",
    permit((role) => can(role, "manage_customers")),
  )
  .get("/:id/data", async (c) => {
    const { customer, after } = asked(c);
    return c.json<CustomerData>(await readCustomerData(c.env, database(c.env), customer, after));
  })
  .get("/:id/data/:conversation", async (c) => {
    const { customer, after } = asked(c);
    const id = idSchema.safeParse(c.req.param("conversation"));
    const audience = c.req.query("audience") === "team" ? "team" : "everyone";
    const data = id.success
      ? await conversationObject(c.env, id.data).exported().dataOf(customer, audience, after)
      : null;
    if (data === null) throw new FalaError("not_found");
    return c.json<ConversationData>(data);
  })
  .delete(
    "/:id",
    permit((role) => can(role, "manage_customers")),
    async (c) => {
      const { customer, after } = asked(c);
      const db = database(c.env);
      if (after === 0) {
        await beginErasing(db, customer, Date.now());
        log.info("customer_erasing", { customer, by: c.var.agent.id });
      }
      return c.json<Erased>(await eraseStep(c.env, db, customer, after));
    },
  );

function asked(c: Context<App>): { customer: string; after: number } {
  const id = idSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new FalaError("not_found");
  const after = Number(c.req.query("after") ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) throw new FalaError("invalid_request", { path: "after" });
  return { customer: id.data, after };
}
