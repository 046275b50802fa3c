import { createSignal, onCleanup } from "solid-js";
import type { Acted, CobrowseToAgent } from "#protocol/cobrowse-socket";
import { makeCobrowseWatch } from "../../connection/cobrowse-watch.ts";
import { openBinarySocket } from "../../connection/binary-socket.ts";
import type { SocketState } from "../../connection/socket.ts";
import type { FromReplay, ToReplayBody } from "../../replay/replay-message.ts";

export type WatchState = Extract<CobrowseToAgent, { kind: "state" }>;

/** What a batch may wait for the replay document to have loaded. */
const earlyMost = 200;

/**
 * An agent watches one session: the socket on one side, the replay document on the other. Call inside a root; ends with it.
 * `isFromReplay` is handed in, since it loads with whoever shows the document.
 */
export function createWatch(options: {
  conversation: string;
  session: string;
  isFromReplay: (data: unknown) => data is FromReplay;
  onReplay: (message: FromReplay) => void;
  onActed: (acted: Acted) => void;
  onDeclined: () => void;
}) {
  const [state, setState] = createSignal<WatchState | null>(null);
  const [socket, setSocket] = createSignal<SocketState>({ kind: "connecting" });
  const [isShown, setShown] = createSignal(false);
  const [turned, setTurned] = createSignal<string | null>(null);
  let view: HTMLIFrameElement | null = null;
  let early: ToReplayBody[] | null = [];

  const toReplay = (message: ToReplayBody) => {
    if (early === null) view?.contentWindow?.postMessage({ falaReplay: 1, ...message }, location.origin);
    else if (early.length < earlyMost) early.push(message);
  };

  const watch = makeCobrowseWatch({
    ...{ conversation: options.conversation, session: options.session, open: openBinarySocket },
    onMessage(message) {
      switch (message.kind) {
        case "state": {
          const before = state();
          if (before !== null && before.tab !== message.tab && message.page !== null) setTurned(message.page.title);
          setState(message);
          return toReplay({ kind: "agents", agents: message.agents });
        }
        case "acted":
          return options.onActed(message);
        case "control_declined":
          return options.onDeclined();
        case "shown":
          return toReplay(message);
        case "refused":
          return;
        default:
          return message satisfies never;
      }
    },
    onBatch: ({ key, events }) => toReplay({ kind: "batch", key, events }),
    onState: setSocket,
  });

  const stop = new AbortController();
  addEventListener(
    "message",
    ({ data, origin, source }: MessageEvent<unknown>) => {
      if (origin !== location.origin || source !== view?.contentWindow || !options.isFromReplay(data)) return;
      if (data.kind === "ready") {
        const waiting = early ?? [];
        early = null;
        for (const message of waiting) toReplay(message);
      }
      if (data.kind === "shown") setShown(true);
      if (data.kind === "lost") watch.key();
      options.onReplay(data);
    },
    { signal: stop.signal },
  );
  onCleanup(() => {
    stop.abort();
    watch.close();
  });

  return {
    state,
    socket,
    isShown,
    /** The title of the tab that the customer turned to; null once that was read. */
    turned,
    forgetTurn: () => setTurned(null),
    say: watch.say,
    reconnect: watch.reconnect,
    toReplay,
    /** The element in which the page is replayed. */
    attach: (element: HTMLIFrameElement) => (view = element),
  };
}
