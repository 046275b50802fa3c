import type { Entry } from "#protocol/entry";
import { createEffect, createMemo, createSignal, on, type Accessor } from "solid-js";

/** Within this time nobody has read what came in, in milliseconds. */
const UNSEEN_MS = 1_500;

export type Collision = {
  /** What others wrote to the customer, or the customer wrote, since this reply was begun. */
  newer: Accessor<readonly Entry[]>;
  /** Whether a press on Send was held back until the agent says what they want. */
  held: Accessor<boolean>;
  /** Call at each press on Send: false holds it back, once. */
  maySend: () => boolean;
  /** The agent has looked: what is here now is known. */
  looked: () => void;
};

/**
 * Points out what came in while a reply was being written. A colleague's answer always holds the first press on Send
 * back: the customer would be answered twice. A customer's message holds it back where nobody can have seen it: it came this
 * very moment, or stands out of sight.
 */
export function createCollision(options: {
  entries: Accessor<readonly Entry[]>;
  meId: string;
  isWriting: Accessor<boolean>;
  atEnd: Accessor<boolean>;
  now: () => number;
}): Collision {
  const newest = () => options.entries().at(-1)?.seq ?? 0;
  const [known, setKnown] = createSignal(0);
  const [held, setHeld] = createSignal(false);
  const arrived = new Map<number, number>();

  const looked = () => {
    setKnown(newest());
    setHeld(false);
    arrived.clear();
  };
  // A reply is begun with its first letter. One that was begun before the entries came is begun with them.
  const hasEntries = createMemo(() => newest() > 0);
  createEffect(on([options.isWriting, hasEntries], looked));

  const newer = createMemo(() =>
    options.isWriting() && known() > 0
      ? options
          .entries()
          .slice(-50)
          .filter((entry) => entry.seq > known() && isAnswer(entry, options.meId))
      : [],
  );
  createEffect(() => {
    for (const { seq } of newer()) if (!arrived.has(seq)) arrived.set(seq, options.now());
  });

  const isUnseen = (entry: Entry) =>
    entry.author.kind === "agent" ||
    !options.atEnd() ||
    options.now() - (arrived.get(entry.seq) ?? options.now()) < UNSEEN_MS;

  return {
    newer,
    held,
    looked,
    maySend: () => {
      if (held() || !newer().some(isUnseen)) {
        looked();
        return true;
      }
      setHeld(true);
      return false;
    },
  };
}

function isAnswer({ author, body }: Entry, meId: string): boolean {
  if (body.kind !== "message" || body.deletedAt !== null) return false;
  return author.kind === "customer" || (author.kind === "agent" && author.id !== meId);
}
