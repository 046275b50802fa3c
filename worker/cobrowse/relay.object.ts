import { type Peer, refuse, type Seats, tell } from "../platform/base-object.ts";
import { fullBucket, take } from "../platform/rate.ts";
import type { CobrowseEnd } from "../protocol/cobrowse.ts";
import type { CobrowseToCustomer } from "../protocol/cobrowse-socket.ts";
import { encode } from "../protocol/codec.ts";
import { FrameOrder, readFrame } from "../protocol/cobrowse-frame.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import { Backlog, badFrame, type Seat } from "./cobrowse.domain.ts";

type Surroundings = {
  /** The agents' sockets that said hello. */
  agents: () => Seats<Seat>;
  end: (reason: CobrowseEnd) => void;
};

const byteRate = {
  burst: cobrowseLimits.burstBytes,
  perSecond: cobrowseLimits.bytesPerSecond,
  /** What is too much counts as a bad frame instead. */
  floodAfter: Number.POSITIVE_INFINITY,
};

/**
 * Passes a page's frames on. Each is looked at from outside: size, rate, envelope, its place in the order. All of it is in memory
 * only: whoever reads a frame checks the order too, and asks for a snapshot where one is missing.
 */
export class CobrowseRelay {
  readonly #at: Surroundings;
  readonly #orders = new WeakMap<Peer<Seat>, FrameOrder>();
  readonly #backlogs = new WeakMap<Peer<Seat>, Backlog>();
  #bytes = fullBucket(byteRate, 0);
  #bad = { count: 0, at: 0 };

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** What this tab sends next may have any number: it was not shown until now, and nobody counted. */
  turnsTo(connection: Peer<Seat>): void {
    this.#orders.delete(connection);
  }

  /** Answers whether the frame went on, and somebody did something in it. */
  pass(connection: Peer<Seat>, bytes: ArrayBuffer): boolean {
    const now = Date.now();
    const { bucket, verdict } = take(this.#bytes, byteRate, now, bytes.byteLength);
    this.#bytes = bucket;
    if (verdict !== "ok") return this.#refuse(connection, "rate_limited");
    const frame = readFrame(bytes);
    const order = this.#orders.get(connection) ?? new FrameOrder();
    this.#orders.set(connection, order);
    const fits = frame === null ? "gap" : order.take(frame);
    if (fits === "too_large" || bytes.byteLength > cobrowseLimits.frameBytes)
      return this.#refuse(connection, "frame_too_large");
    if (frame === null || fits === "gap") return this.#refuse(connection, "invalid_frame");
    if (frame.more) tell(connection, encode<CobrowseToCustomer>({ kind: "got", number: frame.number }));
    for (const agent of this.#at.agents()) {
      if (this.#backlog(agent.connection).sends(bytes.byteLength, fits === "begins")) tell(agent.connection, bytes);
    }
    return frame.active;
  }

  /** An agent's window has these bytes. Answers whether it was behind, and needs a snapshot now. */
  got(connection: Peer<Seat>, bytes: number): boolean {
    return this.#backlog(connection).got(bytes);
  }

  #backlog(connection: Peer<Seat>): Backlog {
    const known = this.#backlogs.get(connection) ?? new Backlog();
    this.#backlogs.set(connection, known);
    return known;
  }

  /** It goes nowhere, and the next one may have any number. Too many of them are no accident. */
  #refuse(connection: Peer<Seat>, code: "rate_limited" | "frame_too_large" | "invalid_frame"): false {
    this.turnsTo(connection);
    refuse(connection, null, code, code === "rate_limited" ? { retryAfterMs: 1_000 } : {});
    const { hostile, ...bad } = badFrame(this.#bad, Date.now());
    this.#bad = bad;
    if (hostile) this.#at.end("unreadable");
    return false;
  }
}
