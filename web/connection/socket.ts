import type { Clock } from "./clock.ts";

/** `waiting`: lost, comes back by itself. `closed`: the server said why (close-code.ts), comes back only by `renew`. */
export type SocketState =
  | { kind: "connecting" }
  | { kind: "open" }
  | { kind: "waiting" }
  | { kind: "closed"; code: number };

export type SocketHandlers = {
  /** Each time a new socket is open; hello is due now. */
  onOpen(): void;
  /** Every text frame but the heartbeat's. */
  onFrame(raw: string): void;
  onState(state: SocketState): void;
};

export interface Socket {
  /** Whether it was written to an open socket. That it arrived is never certain: keep it until it is answered. */
  send(text: string): boolean;
  /** Drops the socket that is there, in whatever state, and connects at once. */
  renew(): void;
  /** For good. No handler is called afterwards. */
  close(): void;
}

export type SocketAddress = {
  /** A path of ours (paths.ts); the scheme and the host are the page's. */
  path: string;
  /** Asked before each attempt, so that a new token is used as soon as there is one. */
  protocols: () => string[];
};

/** How sockets are made: the browser's in the product, a model's in tests. */
export type OpenSocket = (address: SocketAddress, handlers: SocketHandlers) => Socket;

/**
 * A socket that comes back after a random delay, at once when the machine is online or the page is shown again, and that
 * notices by its heartbeat when the line is dead. It keeps no frames: what could not be sent is the caller's to repeat.
 */
export function makeSocket(address: SocketAddress, handlers: SocketHandlers, clock: Clock): Socket {
  void [address, handlers, clock];
  throw new Error("not written yet");
}
