import type * as z from "zod/mini";

type Storage = Pick<DurableObjectStorage, "kv">;

/**
 * A small value in an object's storage, parsed once after each wake-up: the object is the only one who writes it. Whoever
 * writes it inside a transaction that is rolled back must `forget` it.
 */
export class KeptValue<T> {
  readonly #storage: Storage;
  readonly #key: string;
  readonly #schema: z.ZodMiniType<T>;
  #value: T | null | undefined;

  constructor(storage: Storage, key: string, schema: z.ZodMiniType<T>) {
    this.#storage = storage;
    this.#key = key;
    this.#schema = schema;
  }

  /** Null where nothing was written yet. */
  read(): T | null {
    if (this.#value === undefined) {
      const stored = this.#storage.kv.get(this.#key);
      this.#value = stored === undefined ? null : this.#schema.parse(stored);
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

  forget(): void {
    this.#value = undefined;
  }
}
