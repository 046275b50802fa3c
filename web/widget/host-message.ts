import type { Attributes, Visit } from "#protocol/customer";

/**
 * What the two halves of the widget say to each other with postMessage: the loader in the company's page, the frame in
 * its own origin. Each side sends with the exact origin of the other, and takes only what comes from that origin and
 * that window.
 *
 * The loader says `page` when the frame has loaded (again: a frame that loads anew is told anew) and at each change. The
 * frame answers the first one with `ready`; before that it sends nothing. Everything after may come in any order.
 */
export const HOST_MESSAGE_VERSION = 1;

type Mark = { fala: typeof HOST_MESSAGE_VERSION };

/** Who the company's page says the customer is. A JWT is proof, plain words are not. */
export type HostIdentity = { jwt: string } | { name: string | null; email: string | null };

/** A conversation to begin: what it is about, and a text to put into the composer (never sent by itself). */
export type HostStart = { topic: string; text: string | null };

/** All that the frame knows of the page around it. */
export type HostPage = {
  /** Whether the panel is open. */
  open: boolean;
  /** Whether the page's own window has the focus, outside the frame. */
  focused: boolean;
  /** Newest first; the first one is where the customer is now. */
  visits: Visit[];
  identity: HostIdentity | null;
  attributes: Attributes;
};

/** What the names of those rows begin with: the loader hands out and takes away no others. */
export const keptPrefix = (site: string) => `fala.kept.${site}.`;

/** A row that the loader keeps in the page's own storage for a frame that may keep nothing itself; null: it is gone. */
export type KeptRow = { key: string; value: string | null };

/** From the loader to the frame. `page` is whole each time. `forget` the customer on this browser is answered by `forgotten`. */
export type LoaderMessage = Mark &
  (
    | { kind: "page"; page: HostPage }
    | { kind: "start"; start: HostStart }
    | { kind: "forget" }
    /** A part did not load or did not run: the page's content security policy, or the network. The developer was told. */
    | { kind: "part_failed"; path: string }
    /** All rows there are, before the first `page`; afterwards those that another tab changed. */
    | { kind: "kept"; rows: KeptRow[] }
  );

/** From the frame to the loader. */
export type FrameMessage = Mark &
  (
    | { kind: "ready" }
    /** Somebody rings: the panel is to be seen. */
    | { kind: "open" }
    /** The customer closed the panel from inside. */
    | { kind: "close" }
    | { kind: "unread"; count: number }
    /** Whether there is a conversation to come back to, also one that is only begun: then the frame is loaded on each page. */
    | { kind: "known"; known: boolean }
    /** The conversation of this browser; null when there is none. */
    | { kind: "conversation"; id: string | null }
    | { kind: "message"; by: "customer" | "agent"; name: string | null; text: string }
    /** The JWT no longer holds: the page is asked for a new one. */
    | { kind: "identity_expired" }
    /** A sentence for the developer of the page. */
    | { kind: "problem"; sentence: string }
    | { kind: "forgotten" }
    /** A part of ours that has to run in the company's page itself, as the recorder of co-browsing: see `HostPart`. */
    | { kind: "part"; path: string }
    /** Only where the browser lets the frame keep nothing. */
    | ({ kind: "keep" } & KeptRow)
  );

/**
 * What a script exports that the frame has the loader load into the company's page (`part`, with its address below
 * Fala's origin). Only what the frame cannot do itself belongs there, and nothing is loaded before somebody agreed to it. It
 * talks to the frame by postMessage on its own, with messages of its own mark: `frame` is where to, `origin` what it must
 * be and come from. It leaves the page as it was when `signal` is aborted (the widget leaves).
 */
export type HostPart = { run: (frame: Window, origin: string, signal: AbortSignal) => void };

/** What stands in a value of which nothing is known; nothing in what is not an object. */
export const fieldsOf = (value: unknown): Record<string, unknown> => ({ ...Object(value) });

export const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown) => value === null || isText(value);

/** Whether this came from the frame as it should. By hand, because the loader has no room for a schema library. */
export function isFrameMessage(data: unknown): data is FrameMessage {
  const { fala, kind, known, count, id, by, name, text, sentence, key, value, path } = fieldsOf(data);
  const fits: Record<string, boolean> = {
    ready: true,
    open: true,
    close: true,
    identity_expired: true,
    forgotten: true,
    part: isText(path),
    known: typeof known === "boolean",
    unread: Number.isInteger(count),
    conversation: isTextOrNull(id),
    message: (by === "customer" || by === "agent") && isTextOrNull(name) && isText(text),
    problem: isText(sentence),
    keep: isText(key) && isTextOrNull(value),
  } satisfies Record<FrameMessage["kind"], boolean>;
  return fala === HOST_MESSAGE_VERSION && fits[String(kind)] === true;
}
