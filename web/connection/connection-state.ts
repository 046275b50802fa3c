/**
 * What a person may be told of a connection. `ready`: welcomed, everything missed is here. `waiting`: lost, comes back
 * by itself. `closed`: for a reason (close-code.ts) that only a person or a new token can change.
 */
export type ConnectionState =
  | { kind: "connecting" }
  | { kind: "ready" }
  | { kind: "waiting" }
  | { kind: "closed"; code: number };
