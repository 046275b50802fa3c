import { type CobrowseAgentMessage, type CobrowseToAgent, cobrowseToAgentSchema } from "#protocol/cobrowse-socket";
import { type CobrowseFrame, FrameOrder, readFrame } from "#protocol/cobrowse-frame";
import { cobrowseLimits } from "#protocol/cobrowse-limits";
import { encode, parseAs } from "#protocol/codec";
import { paths, SUBPROTOCOL } from "#protocol/paths";
import { PROTOCOL_VERSION } from "#protocol/version";
import { unpacked } from "./cobrowse-bytes.ts";
import type { BinarySocket, SocketAddress, SocketHandlers, SocketState } from "./socket.ts";

/** What arrived is said after so many bytes. */
const saidAfter = 128 * 1024;

export type CobrowseWatch = {
  say: (message: Exclude<CobrowseAgentMessage, { kind: "hello" | "got" | "key" }>) => void;
  /** A whole snapshot, please: the replayer lost track. */
  key: () => void;
  reconnect: () => void;
  close: () => void;
};

/** A batch of events as it came; nothing is known of them but that they are a list of objects. */
export type ReplayBatch = { key: boolean; events: readonly unknown[] };

/**
 * An agent's window in a co-browsing session. Frames are put together, inflated and parsed in order; a frame that is missing is
 * noticed, and everything up to the next key frame is left out. What cannot be read is told, and shown to nobody.
 */
export function makeCobrowseWatch(options: {
  conversation: string;
  session: string;
  open: (address: SocketAddress, handlers: SocketHandlers) => Promise<BinarySocket>;
  onMessage: (message: CobrowseToAgent) => void;
  onBatch: (batch: ReplayBatch) => void;
  onState: (state: SocketState) => void;
}): CobrowseWatch {
  let socket: BinarySocket | null = null;
  let closed = false;
  let order = new FrameOrder();
  let parts: CobrowseFrame[] = [];
  let synced = false;
  let unsaid = 0;
  let work: Promise<unknown> = Promise.resolve();

  const send = (message: CobrowseAgentMessage) => void socket?.send(encode(message));

  function hello() {
    order = new FrameOrder();
    parts = [];
    synced = false;
    unsaid = 0;
    send({ kind: "hello", version: PROTOCOL_VERSION });
  }

  function text(raw: string) {
    const parsed = parseAs(cobrowseToAgentSchema, raw);
    if (parsed.ok) options.onMessage(parsed.value);
  }

  function bytes(raw: ArrayBuffer) {
    unsaid += raw.byteLength;
    if (unsaid >= saidAfter) {
      send({ kind: "got", bytes: unsaid });
      unsaid = 0;
    }
    const frame = readFrame(raw);
    if (frame === null) return unreadable();
    // Another tab, or the same one after a page load, counts anew: its first frame is a key frame.
    if (frame.key && (parts.length === 0 || !parts[0]?.key)) {
      order = new FrameOrder();
      parts = [];
    }
    const fits = order.take(frame);
    if (fits === "too_large") return unreadable();
    if (fits === "gap") return lost();
    if (!synced && !frame.key) return;
    synced = true;
    parts = fits === "begins" ? [frame] : [...parts, frame];
    if (!frame.more) take(parts.splice(0));
  }

  function lost() {
    order = new FrameOrder();
    parts = [];
    if (synced) send({ kind: "key" });
    synced = false;
  }

  function unreadable() {
    if (closed) return;
    send({ kind: "unreadable" });
  }

  function take(frames: readonly CobrowseFrame[]) {
    const [first] = frames;
    if (first === undefined) return;
    const inflated = unpacked(
      frames.map(({ payload }) => payload),
      first.gzip,
      cobrowseLimits.inflatedBytes,
    ).then((found) => eventsOf(found));
    // Nothing is awaited twice: who failed is told below, in its turn.
    inflated.catch(() => {});
    work = work.then(async () => {
      try {
        const events = await inflated;
        if (!closed) options.onBatch({ key: first.key, events });
      } catch {
        unreadable();
      }
    });
  }

  void options
    .open(
      { path: paths.cobrowseSocket(options.conversation, options.session), protocols: () => [SUBPROTOCOL] },
      { onOpen: hello, onFrame: text, onBytes: bytes, onState: options.onState },
    )
    .then((opened) => {
      socket = opened;
      if (closed) opened.close();
    });

  return {
    say: send,
    key: lost,
    reconnect: () => socket?.renew(),
    close() {
      closed = true;
      socket?.close();
    },
  };
}

/** Throws where it is no list of events. */
export function eventsOf(text: string): readonly unknown[] {
  const found: unknown = JSON.parse(text);
  if (!Array.isArray(found)) throw new Error("no list of events");
  return found;
}
