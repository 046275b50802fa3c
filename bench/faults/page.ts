import { browserClock, type Clock } from "../../web/connection/clock.ts";
import type { Environment } from "../../web/connection/environment.ts";
import { makeInboxConnection } from "../../web/connection/inbox-connection.ts";
import type { KeptText } from "../../web/connection/kept-text.ts";
import { makeSocket, type Socket } from "../../web/connection/socket.ts";
import { type Line, lineFor } from "./page-socket.ts";

/** The outer world of one page for the product's client: `skewMs` is how far its machine's clock is off. */
export function environmentOf(origin: string, line: Line, who: string, skewMs = 0): Environment {
  const clock: Clock = { ...browserClock, now: () => browserClock.now() + skewMs };
  return {
    clock,
    kept: makeKept(),
    request: () => Promise.reject(new Error("nothing of a conversation is asked over HTTP")),
    openSocket: ({ path, protocols }, handlers): Socket =>
      makeSocket({ path: lineFor(who, line, path), protocols }, handlers, {
        ...{ clock, origin },
        // A page that nobody touches, on a machine that does not know of its network.
        onWake: () => () => {},
        onOffline: () => () => {},
      }),
    onWake: () => () => {},
    newId: () => crypto.randomUUID(),
  };
}

/** A browser's storage of one page. */
function makeKept(): KeptText {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => texts.set(key, value).has(key),
    remove: (key) => void texts.delete(key),
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    onElsewhere: () => () => {},
  };
}

/** An agent's console is open at this team's list: they are there. */
export function openInbox(origin: string, who: string, cookie: string, teamId: string): { close: () => void } {
  const line: Line = { headers: { cookie }, arrived: () => {}, out: (send) => send(), in: (deliver) => deliver() };
  const environment = environmentOf(origin, line, who);
  const inbox = makeInboxConnection({ teamId, environment, onMessage: () => {}, onState: () => {} });
  return { close: () => inbox.dispose() };
}
