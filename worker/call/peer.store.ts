import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import { callMediaSchema, callPersonSchema } from "../protocol/call.ts";
import { idSchema, timeSchema } from "../protocol/ids.ts";
import type { Peer } from "./peer.domain.ts";

const peerSchema = z.object({
  peer: idSchema,
  person: callPersonSchema,
  media: callMediaSchema,
  seenAt: timeSchema,
  lostAt: z.nullable(timeSchema),
});
const peersSchema = z.array(peerSchema);

/** The pages in a conversation's call, in the conversation's own storage: a deploy cuts every socket and ends no call. */
export class PeerStore {
  readonly #peers: KeptValue<Peer[]>;

  constructor(storage: Pick<DurableObjectStorage, "kv">) {
    this.#peers = new KeptValue(storage, "call_peers", peersSchema);
  }

  read(): readonly Peer[] {
    return this.#peers.read() ?? [];
  }

  save(peers: readonly Peer[]): void {
    this.#peers.write([...peers]);
  }
}
