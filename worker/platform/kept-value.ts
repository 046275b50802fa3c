import type * as z from "zod/mini";

type Storage = Pick<DurableObjectStorage, "kv">;

const isNobodys = (_stored: unknown): _stored is never => false;

/**
 * A small value in an object's storage, parsed once after each wake-up: the object is the only one who writes it. Whoever
 * writes it inside a transaction that is rolled back must `forget` it.
 */
export class KeptValue<T> {
  readonly #storage: Storage;
  readonly #key: string;
  readonly #schema: z.ZodMiniType<T>;
  readonly #isOwn: (stored: unknown) => stored is T;
  #value: T | null | undefined;

  /** `isOwn`: what needs no parsing, because the code that runs has written it. */
  constructor(
    storage: Storage,
    key: string,
    schema: z.ZodMiniType<T>,
    isOwn: (stored: unknown) => stored is T = isNobodys,
  ) {
    this.#storage = storage;
    this.#key = key;
    this.#schema = schema;
    this.#isOwn = isOwn;
  }

  /** Null where nothing was written yet. */
  read(): T | null {
    if (this.#value === undefined) {
      const stored = this.#storage.kv.get(this.#key);
      if (stored === undefined) this.#value = null;
      else this.#value = this.#isOwn(stored) ? stored : this.#schema.parse(stored);
    }
    return this.#value;
  }

  write(value: T): void {
    this.#storage.kv.put(this.#key, value);
    this.#value = value;
  }

  erase(): void {
    this.#storage.kv.delete(this.#key);
    this.#value = null;
  }

  /** Reads it again when it is asked for. */
  forget(): void {
    this.#value = undefined;
  }
}
