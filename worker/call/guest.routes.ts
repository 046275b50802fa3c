import { Hono } from "hono";
import { atFirst, type GuestSeat } from "../conversation/seat.domain.ts";
import { openSocket, refuseSocket } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import { configScript } from "../platform/page-config.ts";
import { guestHeaders } from "../platform/secure-headers.ts";
import { closeCode } from "../protocol/close-code.ts";
import type { GuestConfig } from "../protocol/guest.ts";
import { idSchema } from "../protocol/ids.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { guestIdOf, readGuestLink } from "./guest-link.store.ts";

/** The page behind a guest's link. What the link says stands behind its `#`, so this is the same page for everybody. */
export const guestRoutes = new Hono<App>().get("/", async (c) => {
  const [page, workspace] = await Promise.all([
    c.env.ASSETS.fetch(new URL("/guest/index.html", c.req.url)),
    readWorkspace(database(c.env)),
  ]);
  if (!page.ok) throw new FalaError("not_found");
  const config: GuestConfig = { name: workspace?.name ?? "", logo: workspace?.logo ?? null };
  const html = (await page.text()).replace("<!--fala-config-->", () => configScript(config));
  return c.html(html, 200, guestHeaders(new URL(c.req.url).origin, c.env));
});

/** A guest's socket: the link's token and the browser's own key as further subprotocols, since neither must stand in an address. */
export const guestSocket = new Hono<App>().get("/", async (c) => {
  if (c.req.header("upgrade") !== "websocket") throw new FalaError("invalid_request");
  const offered = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((part) => part.trim());
  const [protocol, token = "", key = ""] = offered;
  if (protocol !== SUBPROTOCOL || !idSchema.safeParse(key).success) throw new FalaError("invalid_request");
  const link = await readGuestLink(c.env, token);
  if (link === null) return refuseSocket(closeCode.notFound, "not_found", SUBPROTOCOL);
  const seat: GuestSeat = { kind: "guest", id: await guestIdOf(link, key), into: link.call, name: null, ...atFirst };
  return await openSocket(conversationObject(c.env, link.conversation), seat, SUBPROTOCOL);
});
