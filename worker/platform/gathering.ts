/** Whoever was to send and has not by then was cut off. */
const cutOffMs = 1_000;

/** So many are sent at once. */
const mostTogether = 100;

/** What could not be sent goes with others no later than this: by then whoever brought it may have told it otherwise, or be erased. */
const keptMs = 30_000;

/** `since`: when somebody began to wait who will send it; null: nobody does. `answer`: the last one. */
type Gathered<Item, Answer> = {
  brought: { item: Item; at: number }[];
  since: number | null;
  sentAt: number;
  answer: Answer | null;
};

/**
 * What the objects of one isolate have to tell the same other object, told together: who comes first after a rest also sends what the
 * others bring until then. So most need no way to it of their own, which workerd counts as 32 KiB for as long as they are awake (see
 * KeptObject): of a thousand, V8 collects the whole heap every few seconds. Items and answers must be plain data, and nobody waits for what
 * another one sends: no promise may pass from one object to another, since workerd cuts off whoever waits for one whose maker is gone.
 * Times are those of `performance`, which a test's clock leaves alone: what waited through a jump of that would be taken for too old.
 */
export class Gathering<Item, Answer> {
  readonly #restMs: number;
  readonly #gathered = new Map<string, Gathered<Item, Answer>>();

  /** `restMs`: each object is told so often at the most. */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /**
   * Tells the object of this name, by `send` or with whoever is about to send already; then the answer is the last one that anybody here got, null
   * where there was none. Throws where `send` does. What could not be sent, or whose sender was cut off, goes with the next that comes within
   * half a minute, so an item must be one that may come late, twice, or never; whoever must know that it came has an alarm for that.
   */
  async bring(name: string, item: Item, send: (items: Item[]) => Promise<Answer>): Promise<Answer | null> {
    const gathered = this.#of(name);
    const at = performance.now();
    gathered.brought.push({ item, at });
    if (gathered.brought.length < mostTogether) {
      if (gathered.since !== null && Math.abs(at - gathered.since) < cutOffMs) return gathered.answer;
      gathered.since = at;
      const rest = gathered.sentAt + this.#restMs - at;
      if (rest > 0) await scheduler.wait(Math.min(rest, this.#restMs));
      gathered.since = null;
    }
    const now = performance.now();
    const going = gathered.brought.splice(0).filter((each) => Math.abs(now - each.at) < keptMs);
    if (going.length === 0) return gathered.answer;
    gathered.sentAt = now;
    try {
      gathered.answer = await send(going.map((each) => each.item));
    } catch (error) {
      gathered.brought.unshift(...going.slice(0, Math.max(0, mostTogether - 1 - gathered.brought.length)));
      throw error;
    }
    return gathered.answer;
  }

  #of(name: string): Gathered<Item, Answer> {
    const known = this.#gathered.get(name);
    if (known !== undefined) return known;
    const made: Gathered<Item, Answer> = { brought: [], since: null, sentAt: Number.NEGATIVE_INFINITY, answer: null };
    this.#gathered.set(name, made);
    return made;
  }
}
