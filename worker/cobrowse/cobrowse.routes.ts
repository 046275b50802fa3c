import { Hono } from "hono";
import { readCustomerToken } from "../customer/token.store.ts";
import { readAgent } from "../platform/auth.ts";
import { openSocket, refuseSocket } from "../platform/base-object.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { cobrowseObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { idSchema } from "../protocol/ids.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import type { Seat } from "./cobrowse.domain.ts";

/** A session's socket: agents come with their cookie, the customer's frame with their token as a second subprotocol. */
export const cobrowseSocket = new Hono<App>().get("/:conversation/:session", async (c) => {
  if (c.req.header("upgrade") !== "websocket") throw new FalaError("invalid_request");
  const conversation = idSchema.safeParse(c.req.param("conversation"));
  const session = idSchema.safeParse(c.req.param("session"));
  const [protocol, token] = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((part) => part.trim());
  if (!conversation.success || !session.success || protocol !== SUBPROTOCOL) throw new FalaError("invalid_request");
  let seat: Seat;
  if (token === undefined) {
    const signedIn = await readAgent(c);
    if (!signedIn.ok) return refuseSocket(closeCode.notSignedIn, "not_signed_in", SUBPROTOCOL);
    seat = { kind: "agent", ...signedIn.value, ready: false };
  } else {
    const claims = await readCustomerToken(c.env, token);
    if (claims === null) return refuseSocket(closeCode.notSignedIn, "customer_token_invalid", SUBPROTOCOL);
    const { id } = claims.customer;
    seat = { kind: "customer", id, ready: false, tab: "", seenAt: 0, seen: false, page: null, trouble: null };
  }
  return await openSocket(cobrowseObject(c.env, conversation.data, session.data), seat, SUBPROTOCOL);
});
