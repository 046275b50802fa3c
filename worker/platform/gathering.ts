/** Whoever was to send and has not by then was cut off. */
const cutOffMs = 1_000;

/** So many are sent at once. */
const mostTogether = 100;

type Going<Item, Answer> = { items: Item[]; since: number } & PromiseWithResolvers<Answer>;

/**
 * What the objects of one isolate have to tell the same other object, told together: who comes first after a rest also sends what the
 * others bring until then. So most need no way to it of their own, which workerd counts as 32 KiB for as long as they are awake (see
 * KeptObject): of a thousand, V8 collects the whole heap every few seconds. Items and answers must be plain data, since nothing else may pass
 * from one object to another.
 */
export class Gathering<Item, Answer> {
  readonly #restMs: number;
  readonly #going = new Map<string, Going<Item, Answer>>();
  readonly #sentAt = new Map<string, number>();

  /** `restMs`: each object is told so often at the most. */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /**
   * Tells the object of this name, by the `send` of whoever came first, and answers as it did. Where that one was cut off, nobody hears of it
   * before the next comes: whoever must know has an alarm for that.
   */
  async bring(name: string, item: Item, send: (items: Item[]) => Promise<Answer>): Promise<Answer> {
    const now = Date.now();
    const going = this.#going.get(name);
    const isCutOff = going !== undefined && Math.abs(now - going.since) >= cutOffMs;
    if (isCutOff) going.reject(new Error("whoever was to send was cut off"));
    else if (going !== undefined && going.items.length < mostTogether) {
      going.items.push(item);
      return await going.promise;
    }
    const mine: Going<Item, Answer> = { items: [item], since: now, ...Promise.withResolvers<Answer>() };
    // Nobody may be waiting for it.
    mine.promise.catch(() => {});
    this.#going.set(name, mine);
    const rest = (this.#sentAt.get(name) ?? 0) + this.#restMs - now;
    if (rest > 0) await scheduler.wait(Math.min(rest, this.#restMs));
    if (this.#going.get(name) === mine) this.#going.delete(name);
    this.#sentAt.set(name, Date.now());
    try {
      const answer = await send(mine.items);
      mine.resolve(answer);
      return answer;
    } catch (error) {
      mine.reject(error);
      throw error;
    }
  }
}
