import { describe, expect, test } from "vitest";
import { closeCode } from "../protocol/close-code.ts";
import { guestPaths, guestServerMessageSchema } from "../protocol/guest.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { newId, scene } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { Wire } from "../testing/wire.ts";
import { guestIdOf, signGuestLink } from "./guest-link.store.ts";

/** A guest's browser opens the socket of its link. */
async function open(token: string, key: string): Promise<Response> {
  return await new Browser().send("GET", guestPaths.socket, null, {
    upgrade: "websocket",
    "sec-websocket-protocol": [SUBPROTOCOL, token, key].join(", "),
  });
}

const wire = (response: Response) => new Wire(response, guestServerMessageSchema);

describe("[CA22] a guest's link", () => {
  test("leads to its call, as who the browser's key says, and only with a signature of ours", async () => {
    const here = await scene();
    const call = newId();
    await here.agent.does({ kind: "call", id: call, act: { do: "request", purpose: "audio" } });
    const link = { conversation: here.id, call };
    const token = await signGuestLink(testEnv, link);
    const key = newId();
    const guest = wire(await open(token, key));
    guest.send({ kind: "knock", name: "Gil" });
    const { me } = await guest.heard("guest");
    expect(me).toBe(await guestIdOf(link, key));
    expect(me).not.toContain(key);

    const forged = await signGuestLink({ FALA_SECRET: "somebody else's secret, of 32 bytes" }, link);
    expect((await wire(await open(forged, key)).closing()).code).toBe(closeCode.notFound);
    expect((await open(token, "short")).status).toBe(400);
    const other = await signGuestLink(testEnv, { conversation: here.id, call: newId() });
    expect((await wire(await open(other, key)).closing()).code).toBe(closeCode.over);
  });
});
