/**
 * Things of one key happen in the order in which they came, also where one of them has to look something up first. What looks
 * nothing up and has nobody before it happens at once.
 */
export class Turns {
  readonly #last = new Map<object, Promise<void>>();

  take<T>(key: object, look: () => T | Promise<T>, act: (looked: T) => void): Promise<void> | void {
    const before = this.#last.get(key);
    const looked = before === undefined ? look() : before.then(look);
    if (!(looked instanceof Promise)) return act(looked);
    const turn = looked.then(act);
    const settled = turn
      .catch(() => {})
      .then(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return turn;
  }
}
