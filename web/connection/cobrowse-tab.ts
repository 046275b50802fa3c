import {
  type CobrowseCustomerMessage,
  type CobrowseToCustomer,
  cobrowseToCustomerSchema,
  type ShownPage,
} from "#protocol/cobrowse-socket";
import { encode, parseAs } from "#protocol/codec";
import { paths, SUBPROTOCOL } from "#protocol/paths";
import { PROTOCOL_VERSION } from "#protocol/version";
import { packed } from "./cobrowse-bytes.ts";
import { makeCobrowseLine } from "./cobrowse-line.ts";
import type { BinarySocket, SocketAddress, SocketHandlers, SocketState } from "./socket.ts";

/** Bytes, and characters before them, that wait to leave: beyond it what the page does is left out, and a snapshot follows. */
const mostWaiting = 1024 * 1024;
/** How long a batch that the server found too much is answered with nothing. */
const restMs = 1_000;

/** What is said to the page; the rest is said to the line. */
export type CobrowseForRecorder = Exclude<CobrowseToCustomer, { kind: "got" | "refused" }>;

export type CobrowseTab = {
  say: (message: Exclude<CobrowseCustomerMessage, { kind: "hello" }>) => void;
  /** A batch of the recorder's. In order, whatever compressing takes. */
  batch: (batch: { events: string; key: boolean; active: boolean }) => void;
  /** The page or whether it is seen, also for a socket that opens later. */
  changed: (page: ShownPage, seen: boolean) => void;
  close: () => void;
};

/** One tab of the customer's in a co-browsing session. */
export function makeCobrowseTab(options: {
  conversation: string;
  session: string;
  /** The same over page loads in the same tab. */
  tab: string;
  page: ShownPage;
  seen: boolean;
  token: () => string | null;
  open: (address: SocketAddress, handlers: SocketHandlers) => Promise<BinarySocket>;
  onMessage: (message: CobrowseForRecorder) => void;
  onState: (state: SocketState) => void;
}): CobrowseTab {
  const { conversation, session, tab } = options;
  let { page, seen } = options;
  let socket: BinarySocket | null = null;
  let closed = false;
  let order: Promise<unknown> = Promise.resolve();
  /** Characters of the batches that wait for their turn. */
  let queued = 0;
  /** Something was left out: only a snapshot helps. */
  let gap = false;
  let asking = 0;

  const line = makeCobrowseLine((frame) => socket?.sendBytes(frame) ?? false);
  const waiting = () => queued + (socket?.buffered() ?? 0);
  const say: CobrowseTab["say"] = (message) => void socket?.send(encode(message));

  function hello() {
    line.renew();
    gap = true;
    socket?.send(encode({ kind: "hello" as const, version: PROTOCOL_VERSION, tab, page, seen }));
  }

  function heard(raw: string) {
    const parsed = parseAs(cobrowseToCustomerSchema, raw);
    if (!parsed.ok) return;
    const message = parsed.value;
    if (message.kind === "got") return line.got(message.number);
    if (message.kind !== "refused") return options.onMessage(message);
    const isCut = line.cut();
    // The same page would be too large again.
    if (message.code === "frame_too_large") return;
    if (isCut || message.code === "rate_limited" || message.code === "invalid_frame") askLater(restMs);
  }

  function askLater(ms: number) {
    gap = true;
    if (asking !== 0) return;
    asking = setTimeout(() => {
      asking = 0;
      if (closed) return;
      if (waiting() > mostWaiting / 4) return askLater(restMs / 4);
      options.onMessage({ kind: "key" });
    }, ms) as unknown as number;
  }

  void options
    .open(
      {
        path: paths.cobrowseSocket(conversation, session),
        protocols: () => [SUBPROTOCOL, ...[options.token()].filter((token) => token !== null)],
      },
      { onOpen: hello, onFrame: heard, onState: options.onState },
    )
    .then((opened) => {
      socket = opened;
      if (closed) opened.close();
    });

  return {
    say,
    batch({ events, key, active }) {
      if (!key && waiting() > mostWaiting) return askLater(restMs / 4);
      queued += events.length;
      order = order.then(async () => {
        const { bytes, gzip } = await packed(events);
        queued -= events.length;
        if (socket === null || closed || (gap && !key)) return;
        gap = false;
        if (!(await line.batch(bytes, { gzip, key, active }))) gap = true;
      });
    },
    changed(nextPage, nextSeen) {
      page = nextPage;
      seen = nextSeen;
    },
    close() {
      closed = true;
      clearTimeout(asking);
      line.cut();
      socket?.close();
    },
  };
}
