import { closeCode } from "#protocol/close-code";
import { encode, parseAs } from "#protocol/codec";
import {
  type GuestClientMessage,
  guestPaths,
  type GuestServerMessage,
  guestServerMessageSchema,
} from "#protocol/guest";
import { SUBPROTOCOL } from "#protocol/paths";
import type { Environment } from "./environment.ts";

/** `over`: the call ended. `unknown`: the link leads nowhere. `failed`: this page is too old or said too much; loading it anew helps. */
export type GuestEnd = "over" | "unknown" | "failed";

export type GuestConnection = {
  /** False: there is no socket now. */
  send(message: GuestClientMessage): boolean;
  close(): void;
};

/** A guest's line to their call: on each new socket it says who they are, and hears where they stand. */
export function makeGuestConnection(options: {
  token: string;
  /** This browser's own, made once for the link: who comes with it again is the same guest. */
  key: string;
  name: string;
  environment: Pick<Environment, "openSocket">;
  onMessage: (message: GuestServerMessage) => void;
  /** There is a socket, or there is none for a while. */
  onLine: (open: boolean) => void;
  onEnd: (end: GuestEnd) => void;
}): GuestConnection {
  const { token, key, name, environment, onMessage, onLine, onEnd } = options;
  const send = (message: GuestClientMessage) => socket.send(encode(message));
  const socket = environment.openSocket(
    { path: guestPaths.socket, protocols: () => [SUBPROTOCOL, token, key] },
    {
      onOpen: () => void send({ kind: "knock", name }),
      onFrame(raw) {
        const parsed = parseAs(guestServerMessageSchema, raw);
        if (!parsed.ok) return;
        onMessage(parsed.value);
        if (parsed.value.kind === "guest") onLine(true);
      },
      onState(state) {
        if (state.kind === "open") return;
        onLine(false);
        if (state.kind === "closed") onEnd(endOf(state.code));
      },
    },
  );
  return { send, close: () => socket.close() };
}

function endOf(code: number): GuestEnd {
  if (code === closeCode.over) return "over";
  return code === closeCode.notFound ? "unknown" : "failed";
}
