import type { CallFact, CallMedia } from "../protocol/call.ts";
import { noMedia } from "../protocol/call-limits.ts";
import { guestPaths, guestServerMessageSchema } from "../protocol/guest.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { signGuestLink } from "../call/guest-link.store.ts";
import { type AgentActor, type CustomerActor, newId, type scene } from "./actors.ts";
import { Browser, testEnv } from "./browser.ts";
import { Wire } from "./wire.ts";

/** Who can be in a call, but guests. */
type Somebody = CustomerActor | AgentActor;
type Scene = Awaited<ReturnType<typeof scene>>;

export const heardAll = ({ frames }: Somebody): CallFact[] =>
  frames.flatMap((frame) =>
    frame.kind === "entries" ? frame.entries.flatMap(({ body }) => (body.kind === "call" ? [body.fact] : [])) : [],
  );

export async function fact<Kind extends CallFact["kind"]>(
  who: Somebody,
  kind: Kind,
): Promise<Extract<CallFact, { kind: Kind }>> {
  const isIt = (each: CallFact): each is Extract<CallFact, { kind: Kind }> => each.kind === kind;
  for (;;) {
    const found = heardAll(who).findLast(isIt);
    if (found !== undefined) return found;
    await who.settled();
  }
}

export async function joins(who: Somebody, call: string, peer = newId(), media: CallMedia = noMedia) {
  const id = newId();
  const since = who.frames.length;
  who.send({ kind: "call", id, act: { do: "join", call, peer, media } });
  const heard = async (): Promise<ReturnType<typeof grantIn>> => {
    await who.settled();
    return grantIn(who.frames.slice(since), id) ?? (await heard());
  };
  return { peer, grant: await heard() };
}

function grantIn(frames: Somebody["frames"], id: string) {
  return frames.find((frame) => frame.kind === "call_grant" && frame.id === id);
}

export async function rings({ agent }: Scene, purpose: "audio" | "conference" = "audio"): Promise<string> {
  const call = newId();
  await agent.does({ kind: "call", id: call, act: { do: "request", purpose } });
  return call;
}

/** Everybody whom the test names is in it. */
export async function talk(here: Scene) {
  const call = await rings(here);
  const agent = await joins(here.agent, call);
  await here.customer.does({ kind: "call", act: { do: "accept", call } });
  const customer = await joins(here.customer, call);
  return { call, peers: { agent: agent.peer, customer: customer.peer } };
}

export const rosterOf = (who: Somebody) =>
  who.frames.findLast((frame) => frame.kind === "call_roster" || frame.kind === "call_grant");

/**
 * A guest whom the agent let into the call, with what their browser holds; `opens` is a fresh socket of it, which has said who it is.
 */
export async function admittedGuest({ id: conversation, agent }: Pick<Scene, "id" | "agent">, call: string) {
  const [token, key] = [await signGuestLink(testEnv, { conversation, call }), newId()];
  const opens = async () => {
    const protocols = [SUBPROTOCOL, token, key].join(", ");
    const headers = { upgrade: "websocket", "sec-websocket-protocol": protocols };
    const wire = new Wire(await new Browser().send("GET", guestPaths.socket, null, headers), guestServerMessageSchema);
    wire.send({ kind: "knock", name: "Gil" });
    return wire;
  };
  const guest = await opens();
  const { me } = await guest.heard("guest");
  await agent.does({ kind: "call", act: { do: "admit", call, guest: me, on: true } });
  await guest.heard("guest", ({ place }) => place === "admitted");
  return { me, opens, token, key };
}
