/** What the bench asks its entry to do: all of it at each change, so that nothing of an earlier experiment stays. */
export type Order = {
  /** `failing`: nothing of D1 answers. `unsure`: every second call fails, and half of those only after it has done its work. */
  d1: "well" | "failing" | "slow" | "unsure";
  /** `failing`: nothing is written to R2. `unsure`: as with D1. */
  r2: "well" | "failing" | "unsure";
  /** How far the clock of the product is off, in milliseconds. */
  skewMs: number;
  /** How often in a row the alarm of each conversation and inbox throws before it works. */
  alarmFailures: number;
};

export const well: Order = { d1: "well", r2: "well", skewMs: 0, alarmFailures: 0 };

/** `hibernate`: the object goes and its sockets stay. `close`: the sockets are cut too, as with a crash. */
export type Eviction = { conversations: string[]; inboxes: string[]; webSockets: "hibernate" | "close" };

/**
 * How many conversations went, how many were out of memory already, and how many stayed: workerd gives up on one that is at something
 * for longer than five seconds. Of inboxes only how many went.
 */
export type Evicted = { gone: number; absent: number; stayed: number; inboxes: number };

/** What happened since it started, and what its clock says. */
export type Happened = { d1: number; r2: number; alarms: number; woken: number; now: number };

/** Where it listens; the product has nothing there. */
export const orderPath = "/bench/faults";
export const evictionPath = "/bench/evictions";
