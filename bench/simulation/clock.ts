/** Virtual time: what is to happen, in order. Nothing here waits. Times in milliseconds since the day began. */
export class VirtualClock {
  now = 0;
  #heap: { at: number; order: number; run: () => void }[] = [];
  #order = 0;

  at(time: number, run: () => void): void {
    this.#push({ at: Math.max(time, this.now), order: (this.#order += 1), run });
  }

  after(ms: number, run: () => void): void {
    this.at(this.now + ms, run);
  }

  /** Runs everything up to `end`, and `between` after each step. */
  runUntil(end: number, between: () => void): void {
    for (;;) {
      const [next] = this.#heap;
      if (next === undefined || next.at > end) break;
      this.#pop();
      this.now = next.at;
      next.run();
      between();
    }
    this.now = end;
  }

  #before(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }

  #push(item: { at: number; order: number; run: () => void }): void {
    this.#heap.push(item);
    let index = this.#heap.length - 1;
    while (index > 0 && this.#before(index, (index - 1) >> 1)) {
      this.#swap(index, (index - 1) >> 1);
      index = (index - 1) >> 1;
    }
  }

  #pop(): void {
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (this.#before(left, least)) least = left;
      if (this.#before(right, least)) least = right;
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }
}

/** Numbers that look random and are the same for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 on, below 1. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.roll() * (most - least);
  }

  chance(part: number): boolean {
    return this.roll() < part;
  }

  one<T>(of: readonly T[]): T {
    const found = of[Math.floor(this.roll() * of.length)];
    if (found === undefined) throw new Error("nothing to choose from");
    return found;
  }
}
