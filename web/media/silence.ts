const everyMs = 400;
/** Browsers ask each other every 2.5 s whether they are there, also where no media goes. */
const silentMs = 3_500;
/** What is lost in a shorter gap, browsers repeat by themselves. */
const gapMs = 2_000;

/**
 * Listens whether anything at all comes over a connection. Browsers wait long before they call one interrupted, and do not say when a
 * gap was short: then pictures would stand still for seconds more, until somebody asks for one that can be begun with.
 */
export class Silence {
  #is = false;
  #count = 0;
  #since: number;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `changed`: it became silent, or is no longer. `back`: something came after a gap. `now`: milliseconds. */
  constructor(
    connection: Pick<RTCPeerConnection, "getStats">,
    told: { changed: () => void; back: () => void },
    now: () => number = () => performance.now(),
  ) {
    this.#since = now();
    this.#timer = setInterval(async () => {
      const count = countIn(await connection.getStats());
      if (count === null) return;
      const before = this.#is;
      const gap = now() - this.#since;
      if (count !== this.#count) {
        const isFirst = this.#count === 0;
        this.#count = count;
        this.#since = now();
        this.#is = false;
        if (gap >= gapMs && !isFirst) told.back();
      } else this.#is = gap >= silentMs;
      if (this.#is !== before) told.changed();
    }, everyMs);
  }

  get is(): boolean {
    return this.#is;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Everything that came, by whichever way: packets of media, questions and answers. Null: there is no way yet. */
function countIn(report: RTCStatsReport): number | null {
  const ways = [...report.values()].filter(({ type }) => type === "candidate-pair");
  const counts = ways.flatMap((way) => [way.packetsReceived, way.requestsReceived, way.responsesReceived]);
  return ways.length === 0 ? null : counts.reduce((sum: number, count) => sum + Number(count ?? 0), 0);
}
