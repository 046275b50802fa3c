import ReconnectingWebSocket from "partysocket/ws";
import { isFinal } from "#protocol/close-code";
import { limits, PING, PONG } from "#protocol/limits";
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
  onBytes?(bytes: ArrayBuffer): void;
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

/** One that carries pages as well as words. */
export interface BinarySocket extends Socket {
  /** As `send`. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): boolean;
  /** Bytes that were written and have not left yet. */
  buffered(): number;
}

export type SocketAddress = {
  /** A path of ours (paths.ts); the scheme and the host are the page's. */
  path: string;
  /** Asked before each attempt, so that a new token is used as soon as there is one. */
  protocols: () => string[];
};

/** How sockets are made: the browser's in the product, a model's in tests. */
export type OpenSocket = (address: SocketAddress, handlers: SocketHandlers) => Socket;

export type SocketParts = {
  clock: Clock;
  /** Of the page: "https://fala.example". */
  origin: string;
  /** Calls when the machine is online again or the page is shown again; returns how to stop. */
  onWake: (wake: () => void) => () => void;
  /** Calls when the machine says that it lost its network; returns how to stop. */
  onOffline: (lost: () => void) => () => void;
};

/** After sleep a socket that looks open is often dead: a person who comes back to the page waits no longer for that than this. */
const wakePongMs = 3_000;
/**
 * Longer than partysocket's own 4 s, in which a phone on a bad network may not get through; twice as long after each time that this was too short, up to
 * the longest: where very many come back at once, whoever gives up makes the server do it all again.
 */
const connectMs = 10_000;
const longestConnectMs = 40_000;

/**
 * A socket that comes back after a random delay, at once when the machine is online or the page is shown again, and that
 * notices by its heartbeat when the line is dead. It keeps no frames: what could not be sent is the caller's to repeat.
 */
export function makeSocket(address: SocketAddress, handlers: SocketHandlers, parts: SocketParts): BinarySocket {
  const { clock, origin } = parts;
  const url = origin.replace(/^http/, "ws") + address.path;
  let socket: ReconnectingWebSocket | null = null;
  let state: SocketState = { kind: "connecting" };
  let stopHeartbeat = () => {};
  /** The next ping is due by itself. */
  let beats = false;

  function connect() {
    let patienceMs = connectMs;
    const made = new ReconnectingWebSocket(url, address.protocols, {
      // Random for each client, or everybody whom a deploy cut off returns in the same instant.
      minReconnectionDelay: 500 + clock.random() * 4_000,
      maxReconnectionDelay: 10_000 + clock.random() * 10_000,
      reconnectionDelayGrowFactor: 1.6,
      get connectionTimeout() {
        return patienceMs;
      },
      // Its queue is sent before hello; ours is sent after it, and is kept until it is answered.
      maxEnqueuedMessages: 0,
      shouldReconnectOnClose({ code, reason }) {
        // The library's own word for a socket that did not open in time; it looks at the patience for the next one afterwards.
        if (reason === "timeout") patienceMs = Math.min(2 * patienceMs, longestConnectMs);
        return !isFinal(code);
      },
    });
    made.binaryType = "arraybuffer";
    socket = made;
    made.addEventListener("open", () => {
      if (made !== socket) return;
      patienceMs = connectMs;
      become({ kind: "open" });
      heard();
      handlers.onOpen();
    });
    made.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (made !== socket) return;
      heard();
      if (data instanceof ArrayBuffer) handlers.onBytes?.(data);
      else if (typeof data === "string" && data !== PONG) handlers.onFrame(data);
    });
    made.addEventListener("close", ({ code }) => {
      if (made !== socket) return;
      stop();
      become(isFinal(code) ? { kind: "closed", code } : { kind: "waiting" });
    });
  }

  function become(next: SocketState) {
    state = next;
    handlers.onState(next);
  }

  /** Anything that arrives shows that the line is alive. The next ping goes all the same: it tells the server that somebody reads. */
  function heard() {
    if (beats) return;
    stopHeartbeat();
    beats = true;
    stopHeartbeat = clock.after(limits.heartbeatMs, () => probe(limits.pongMs));
  }

  function stop() {
    beats = false;
    stopHeartbeat();
  }

  function probe(withinMs: number) {
    stop();
    send(PING);
    stopHeartbeat = clock.after(withinMs, renew);
  }

  function drop() {
    stop();
    const old = socket;
    socket = null;
    old?.close();
  }

  function renew() {
    drop();
    become({ kind: "connecting" });
    connect();
  }

  function send(text: string | Uint8Array<ArrayBuffer>): boolean {
    return socket !== null && socket.readyState === ReconnectingWebSocket.OPEN && socket.send(text);
  }

  const stopWaking = parts.onWake(() => {
    if (state.kind === "open") probe(wakePongMs);
    else if (state.kind === "waiting") renew();
  });

  // Nothing is written to a line that is known to be dead. What the browser says of its network may be wrong, so it is tried again.
  const stopHearingLoss = parts.onOffline(() => {
    if (state.kind === "closed") return;
    drop();
    become({ kind: "waiting" });
    connect();
  });

  connect();
  return {
    send,
    sendBytes: send,
    buffered: () => socket?.bufferedAmount ?? 0,
    renew,
    close() {
      stopWaking();
      stopHearingLoss();
      drop();
    },
  };
}
