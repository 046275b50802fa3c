import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { placeOf } from "../customer/place.store.ts";
import { readCustomerToken } from "../customer/token.store.ts";
import { readRow } from "../inbox/list.store.ts";
import { permit, readAgent, requireAgent } from "../platform/auth.ts";
import { openSocket, refuseSocket } from "../platform/base-object.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import type { Entry } from "../protocol/entry.ts";
import { idSchema } from "../protocol/ids.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { transcriptLine } from "./transcript.domain.ts";
import { atFirst, type Seat } from "./seat.domain.ts";

/** A conversation's socket: agents come with their cookie, customers with their token as a second subprotocol. */
export const conversationSocket = new Hono<App>().get("/:id", async (c) => {
  if (c.req.header("upgrade") !== "websocket") throw new FalaError("invalid_request");
  const id = idSchema.safeParse(c.req.param("id"));
  const [protocol, token] = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((part) => part.trim());
  if (!id.success || protocol !== SUBPROTOCOL) throw new FalaError("invalid_request");
  const seat = token === undefined ? await agentSeat(c) : await customerSeat(c, token);
  if (seat === null)
    return refuseSocket(
      closeCode.notSignedIn,
      token === undefined ? "not_signed_in" : "customer_token_invalid",
      SUBPROTOCOL,
    );
  // Not looked up in the index: an agent hears of a conversation before the index does, and must get in without D1.
  return await openSocket(conversationObject(c.env, id.data), seat, SUBPROTOCOL);
});

async function agentSeat(c: Context<App>): Promise<Seat | null> {
  const signedIn = await readAgent(c);
  return signedIn.ok ? { kind: "agent", ...signedIn.value, ...atFirst } : null;
}

async function customerSeat(c: Context<App>, token: string): Promise<Seat | null> {
  const claims = await readCustomerToken(c.env, token);
  if (claims === null) return null;
  return { kind: "customer", id: claims.customer.id, place: placeOf(c.req.raw, null), ...atFirst };
}

export const conversationRoutes = new Hono<App>()
  .use(requireAgent)
  // Erases it for good. 204 also says that all that anybody could see of it is gone.
  .delete(
    "/:id",
    permit((role) => can(role, "erase_conversations")),
    async (c) => {
      const id = idSchema.safeParse(c.req.param("id"));
      if (!id.success || !(await conversationObject(c.env, id.data).erase(c.var.agent)))
        throw new FalaError("not_found");
      return c.body(null, 204);
    },
  )
  .get("/:id/transcript", async (c) => {
    const id = idSchema.safeParse(c.req.param("id"));
    const row = id.success ? await readRow(c.env.DB, id.data) : null;
    if (row === null) throw new FalaError("not_found");
    const entries = await allEntries(c, row.id);
    const text = entries
      .map(transcriptLine)
      .filter((line) => line !== null)
      .join("\n");
    return c.text(`${text}\n`, 200, { "content-disposition": `attachment; filename="conversation-${row.number}.txt"` });
  });

async function allEntries(c: Context<App>, id: string): Promise<Entry[]> {
  const found: Entry[] = [];
  using exported = await conversationObject(c.env, id).exported();
  for (;;) {
    const page = await exported.entriesFor(c.var.agent, found.at(-1)?.seq ?? 0);
    if (page === null) throw new FalaError("not_found");
    if (page.length === 0) return found;
    found.push(...page);
  }
}
