import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import { idSchema } from "../protocol/ids.ts";
import { type Door, doorOf } from "./door.domain.ts";

const doorSchema: z.ZodMiniType<Door> = z.object({
  call: idSchema,
  guests: z.record(z.string(), z.enum(["admitted", "refused"])),
  agents: z.record(z.string(), z.string()),
  told: z.optional(z.array(z.string())),
});

/** Who was asked into a conversation's call from elsewhere, in the conversation's own storage. */
export class DoorStore {
  readonly #door: KeptValue<Door>;

  constructor(storage: Pick<DurableObjectStorage, "kv">) {
    this.#door = new KeptValue(storage, "call_door", doorSchema);
  }

  read(call: string): Door {
    return doorOf(this.#door.read(), call);
  }

  /** The last one, whether or not its call runs; null: there never was one. */
  last(): Door | null {
    return this.#door.read();
  }

  save(door: Door): void {
    this.#door.write(door);
  }
}
