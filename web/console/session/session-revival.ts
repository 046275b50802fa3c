import { closeCode } from "#protocol/close-code";
import { createEffect, onCleanup, type Accessor } from "solid-js";
import type { ConnectionState } from "../../connection/connection-state.ts";
import { useSession } from "./session-context.tsx";

/** The session ended, or what this agent may see has changed: they left a team, or a team was deleted. */
const doubtful = new Set<number>([
  closeCode.notSignedIn,
  closeCode.sessionOver,
  closeCode.forbidden,
  closeCode.notFound,
]);

/** Sockets that are closed again within this time because of what they are for are not revived once more. */
const REVIVAL_MS = 10_000;

/** Those that are closed because of the session (a role is changed, and changed back) wait this long after the last question. */
const AGAIN_MS = 3_000;

/**
 * Asks who is signed in when sockets close for a reason that is about the agent. Either the session was revoked, which leads to
 * the sign-in page (`onEnd`), or this browser has got a new one (a changed password, a second factor), with which they come back,
 * or their teams are others now.
 */
export function createRevival(sockets: {
  connection: Accessor<ConnectionState>;
  reconnect: () => void;
  onEnd?: () => void;
}): void {
  const session = useSession();
  let asked = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    asked = performance.now();
    await session.load();
    if (session.status() === "in") sockets.reconnect();
    else if (session.status() === "out") sockets.onEnd?.();
  };
  createEffect(() => {
    const state = sockets.connection();
    if (state.kind !== "closed" || !doubtful.has(state.code)) return;
    const since = performance.now() - asked;
    if (since >= REVIVAL_MS) return void ask();
    if (state.code !== closeCode.sessionOver) return;
    const later = setTimeout(() => void ask(), Math.max(0, AGAIN_MS - since));
    onCleanup(() => clearTimeout(later));
  });
}
