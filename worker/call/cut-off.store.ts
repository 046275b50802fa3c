import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import { log } from "../platform/log.ts";

/** As long as somebody who is out could go on hearing others if nobody asked again. Then who carries media has its own bounds. */
const patienceMs = 10 * 60_000;

const whatSchema = z.discriminatedUnion("of", [
  z.object({ of: z.literal("session"), session: z.string() }),
  z.object({ of: z.literal("page"), meeting: z.string(), peer: z.string() }),
  z.object({ of: z.literal("meeting"), meeting: z.string() }),
]);
const owedSchema = z.array(z.object({ what: whatSchema, since: z.int() }));

/** A session at the SFU, a page in a meeting of RealtimeKit, or a whole meeting. */
export type CutOff = z.infer<typeof whatSchema>;

/**
 * Whom the services that carry media must still let go of. Kept until they did, so that neither a service that is down nor an
 * eviction leaves somebody connected who is out.
 */
export class CutOffs {
  readonly #owed: KeptValue<z.infer<typeof owedSchema>>;
  readonly #does: (what: CutOff) => Promise<void>;
  /** One round after the other: a service is not asked twice at once. */
  #turn: Promise<void> = Promise.resolve();

  /** `does` rejects where the service does not do it, and may be repeated. */
  constructor(storage: Pick<DurableObjectStorage, "kv">, does: (what: CutOff) => Promise<void>) {
    this.#owed = new KeptValue(storage, "call_cut_offs", owedSchema);
    this.#does = does;
  }

  get areDue(): boolean {
    return (this.#owed.read() ?? []).length > 0;
  }

  add(all: readonly CutOff[]): void {
    if (all.length === 0) return;
    const since = Date.now();
    this.#owed.write([...(this.#owed.read() ?? []), ...all.map((what) => ({ what, since }))]);
  }

  /** Has all of it done now. Rejects where something is left that is to be tried again; what failed for too long is given up. */
  settle(): Promise<void> {
    const round = this.#turn.then(() => this.#round());
    this.#turn = round.catch(() => undefined);
    return round;
  }

  async #round(): Promise<void> {
    const owed = this.#owed.read() ?? [];
    const tries = await Promise.allSettled(owed.map(({ what }) => this.#does(what)));
    const failures: unknown[] = [];
    const isOver = owed.filter(({ what, since }, at) => {
      const result = tries[at];
      if (result?.status !== "rejected") return true;
      const isGivenUp = Date.now() - since >= patienceMs;
      if (isGivenUp) log.warn("cut_off_given_up", result.reason, { of: what.of });
      else failures.push(result.reason);
      return isGivenUp;
    });
    const left = (this.#owed.read() ?? []).filter((each) => !isOver.includes(each));
    if (left.length > 0) this.#owed.write(left);
    else if (owed.length > 0) this.#owed.erase();
    if (failures.length > 0) throw new AggregateError(failures, "somebody is not cut off yet", { cause: failures[0] });
  }
}
