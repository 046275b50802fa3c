/**
 * Delivers what an object has marked as dirty in its own storage: at once, one delivery at a time, and again while more
 * came in meanwhile. The mark outlives the object; whoever marks also sets an alarm job, which calls `drain` when this
 * delivery failed or the object was evicted in the middle of it.
 */
export class Outbox {
  readonly #deliver: () => Promise<"clean" | "dirty">;
  #running: Promise<void> | null = null;

  /** `deliver` sends what is marked now, clears the mark for just that, and says whether something is marked still. */
  constructor(deliver: () => Promise<"clean" | "dirty">) {
    this.#deliver = deliver;
  }

  /** Whether a delivery is under way: what is marked now goes with the next one. */
  get isDelivering(): boolean {
    return this.#running !== null;
  }

  /** Resolves when nothing is marked any more; rejects when a delivery failed. Calls during a run share it. */
  drain(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while ((await this.#deliver()) === "dirty");
  }
}
