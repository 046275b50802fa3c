import { browserClock } from "./clock.ts";
import { onOffline, onWake } from "./environment.ts";
import type { BinarySocket, SocketAddress, SocketHandlers } from "./socket.ts";

/** A socket for pages, in the browser: see `Environment.openSocket` for those of words. */
export async function openBinarySocket(address: SocketAddress, handlers: SocketHandlers): Promise<BinarySocket> {
  const { makeSocket } = await import("./socket.ts");
  return makeSocket(address, handlers, { clock: browserClock, origin: location.origin, onWake, onOffline });
}
