import { describe, expect, test } from "vitest";
import { closeCode } from "../protocol/close-code.ts";
import { guestPaths, guestServerMessageSchema } from "../protocol/guest.ts";
import { paths, SUBPROTOCOL } from "../protocol/paths.ts";
import { newId, scene } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { talk } from "../testing/call-actors.ts";
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

  test("[CA22][AB2] opens nothing once the call is over, and never anything beside the call", async () => {
    const here = await scene();
    const { call } = await talk(here);
    const id = newId();
    here.agent.send({ kind: "call", id, act: { do: "guest_link", call } });
    const { token } = await here.agent.heard("call_link", (frame) => frame.id === id);
    const key = newId();
    const guest = wire(await open(token, key));
    guest.send({ kind: "knock", name: "Gil" });
    const { me } = await guest.heard("guest");
    await here.agent.does({ kind: "call", act: { do: "admit", call, guest: me, on: true } });
    await guest.heard("guest", ({ place }) => place === "admitted");

    // What the link is signed with opens no conversation, no file and no list, neither as a customer's token nor as a grant.
    const browser = new Browser();
    const bearer = { authorization: `Bearer ${token}` };
    const doors = async () => {
      const socket = await browser.send("GET", paths.conversationSocket(here.id), null, {
        upgrade: "websocket",
        "sec-websocket-protocol": [SUBPROTOCOL, token].join(", "),
      });
      const answers = await Promise.all([
        browser.send("POST", `/api/attachments/${here.id}/grant`, null, bearer),
        browser.ask("POST", "/api/widget/identify", { identity: {}, conversation: null }, bearer),
        browser.ask("GET", `/files/${here.id}/${newId()}?grant=${token}`),
        browser.ask("GET", paths.transcript(here.id), undefined, bearer),
      ]);
      return [(await wire(socket).closing()).code, ...answers.map(({ status }) => status)];
    };
    expect(await doors()).toEqual([closeCode.notSignedIn, 401, 401, 401, 401]);

    await here.agent.does({ kind: "call", act: { do: "end", call } });
    expect((await guest.closing()).code).toBe(closeCode.over);
    // With the key that was let in, with another one, and where a new call rings in the same conversation.
    for (const each of [key, newId()])
      expect((await wire(await open(token, each)).closing()).code).toBe(closeCode.over);
    await here.agent.does({ kind: "call", id: newId(), act: { do: "request", purpose: "audio" } });
    expect((await wire(await open(token, key)).closing()).code).toBe(closeCode.over);
    expect(await doors()).toEqual([closeCode.notSignedIn, 401, 401, 401, 401]);
  });
});
