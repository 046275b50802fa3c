import { encode, parseAs } from "#protocol/codec";
import { type InboxClientMessage, type InboxServerMessage, inboxServerMessageSchema } from "#protocol/inbox";
import { paths, SUBPROTOCOL } from "#protocol/paths";
import { PROTOCOL_VERSION } from "#protocol/version";
import { answerMs, longerThan } from "./answer-patience.ts";
import type { ConnectionState } from "./connection-state.ts";
import type { Environment } from "./environment.ts";

export interface InboxConnection {
  state(): ConnectionState;
  /** Counts the sockets: what was heard under an earlier number may be out of date. */
  epoch(): number;
  /** Lost where the socket is not open: for what is said again after the next welcome. */
  send(message: InboxClientMessage): void;
  reconnect(): void;
  dispose(): void;
}

/** The live list of one team. Rows may arrive before the welcome; both count for the same epoch. */
export function makeInboxConnection(options: {
  teamId: string;
  environment: Pick<Environment, "clock" | "openSocket">;
  onMessage(message: InboxServerMessage): void;
  onState(state: ConnectionState): void;
}): InboxConnection {
  const { clock, openSocket } = options.environment;
  let state: ConnectionState = { kind: "connecting" };
  let epoch = 0;
  let cancelAnswer = () => {};
  let patienceMs = answerMs;

  function become(next: ConnectionState) {
    state = next;
    options.onState(next);
  }

  const socket = openSocket(
    { path: paths.inboxSocket(options.teamId), protocols: () => [SUBPROTOCOL] },
    {
      onOpen() {
        epoch += 1;
        socket.send(encode<InboxClientMessage>({ kind: "hello", version: PROTOCOL_VERSION }));
        cancelAnswer();
        cancelAnswer = clock.after(patienceMs, () => {
          patienceMs = longerThan(patienceMs);
          socket.renew();
        });
      },
      onFrame(raw) {
        const parsed = parseAs(inboxServerMessageSchema, raw);
        if (!parsed.ok) return;
        options.onMessage(parsed.value);
        if (parsed.value.kind !== "welcome") return;
        cancelAnswer();
        patienceMs = answerMs;
        become({ kind: "ready" });
      },
      onState(next) {
        if (next.kind === "open") return;
        cancelAnswer();
        const comesBack = next.kind === "connecting" && state.kind !== "connecting" && state.kind !== "closed";
        become(comesBack ? { kind: "waiting" } : next);
      },
    },
  );

  return {
    state: () => state,
    epoch: () => epoch,
    send: (message) => void (state.kind === "ready" && socket.send(encode(message))),
    reconnect: () => socket.renew(),
    dispose() {
      cancelAnswer();
      socket.close();
    },
  };
}
