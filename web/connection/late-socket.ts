import type { Clock } from "./clock.ts";
import type { OpenSocket, Socket } from "./socket.ts";

/** Until code that did not come is asked for again. */
const retryMs = 2_000;

/**
 * Opens sockets whose code is loaded with the first of them: a customer who only looks at the panel needs none. Until
 * then a socket is connecting; where the code does not come (no network yet), it waits and asks again.
 */
export function openLate(load: () => Promise<OpenSocket>, clock: Clock): OpenSocket {
  return (address, handlers) => {
    let socket: Socket | null = null;
    let isClosed = false;
    let stopWaiting = () => {};

    function attempt() {
      load().then(
        (open) => {
          if (!isClosed) socket = open(address, handlers);
        },
        () => {
          if (isClosed) return;
          handlers.onState({ kind: "waiting" });
          stopWaiting = clock.after(retryMs, attempt);
        },
      );
    }

    attempt();
    return {
      send: (text) => socket?.send(text) ?? false,
      renew: () => socket?.renew(),
      close() {
        isClosed = true;
        stopWaiting();
        socket?.close();
      },
    };
  };
}
