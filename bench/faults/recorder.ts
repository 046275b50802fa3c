import type { Given } from "./checker.ts";

/** What only the team is told. Neither a kind of these nor the mark of a note may stand in a frame to a customer. */
const teamsKinds = ["note", "started", "assigned", "transferred", "identified", "viewers", "panel", "customer_typing"];
const teamsOnly = new RegExp(`"kind":"(${teamsKinds.join("|")})"|«note-`);

/** Whether this frame to a customer has something in it that is the team's. */
export const leaks = (raw: string): boolean => teamsOnly.test(raw);

/**
 * Writes down what was given and what came back for it, as it comes out of the sockets: beside the product's client, which may be
 * wrong about it.
 */
export class Recorder {
  readonly #given = new Map<string, Given>();
  readonly #byConversation = new Map<string, Given[]>();
  readonly leaks: string[] = [];
  /** Answers that say no for good. */
  readonly refusals: string[] = [];
  acknowledged = 0;

  get given(): number {
    return this.#given.size;
  }

  gave(id: string, given: Omit<Given, "acknowledged">): void {
    const kept: Given = { ...given, acknowledged: null };
    this.#given.set(id, kept);
    const known = this.#byConversation.get(given.conversation);
    if (known === undefined) this.#byConversation.set(given.conversation, [kept]);
    else known.push(kept);
  }

  givenIn(conversation: string): readonly Given[] {
    return this.#byConversation.get(conversation) ?? [];
  }

  acks(id: string, seq: number): void {
    const given = this.#given.get(id);
    if (given === undefined) return;
    if (given.acknowledged === null) this.acknowledged += 1;
    // The same again is the same answer. Another one is kept, so that the checker finds it in the wrong place.
    if (given.acknowledged === null || given.acknowledged !== seq) given.acknowledged = seq;
  }

  /** A frame, as it came to somebody's socket. */
  arrived(who: string, side: Given["side"], raw: string): void {
    if (side === "customer" && leaks(raw)) this.leaks.push(`${who}: ${raw.slice(0, 200)}`);
    if (raw.startsWith('{"kind":"ack"')) {
      const { id, seq } = JSON.parse(raw) as { id: string; seq: number };
      this.acks(id, seq);
    }
    if (raw.startsWith('{"kind":"refused"') && raw.includes('"retryAfterMs":null') && !raw.includes('"not_ready"'))
      this.refusals.push(`${who}: ${raw}`);
  }
}
