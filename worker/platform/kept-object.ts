/**
 * The way to an object that is asked with each message, kept between the questions. A stub that is used once is a connection which
 * workerd counts as 32 KiB until the garbage collector finds it (ESTIMATED_EXTERNAL_MEMORY_PER_ACTOR_CHANNEL in its
 * api/actor.c++): a new one for each message makes V8 collect the whole heap every few hundred messages.
 */
export class KeptObject<Stub> {
  readonly #open: (name: string) => Stub;
  #kept: { name: string; stub: Stub } | null = null;

  /** `open` makes a new stub to the object of this name. */
  constructor(open: (name: string) => Stub) {
    this.#open = open;
  }

  /**
   * Asks the object of this name. A stub fails for ever once its object was restarted, by a deploy for one: then a new one asks again,
   * so `question` must be one that may be asked twice.
   */
  async ask<Answer>(name: string, question: (stub: Stub) => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept?.name === name ? this.#kept.stub : null;
    if (kept !== null) {
      try {
        return await question(kept);
      } catch {
        if (this.#kept?.stub === kept) this.#kept = null;
      }
    }
    const stub = this.#open(name);
    const answer = await question(stub);
    this.#kept = { name, stub };
    return answer;
  }
}
