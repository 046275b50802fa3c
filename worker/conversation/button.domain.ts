import { refusal } from "../protocol/error.ts";
import type { StoredEntry } from "./log.domain.ts";

/** A tap on a button: the entry that has it (null: there is none), and which one. */
export type Tapped = { target: StoredEntry | null; button: number };

/** What a tap says and changes, or why it counts for nothing: the words are the button's, and one is pressed once. */
export function answerOf({ target, button }: Tapped, text: string, by: "customer" | "agent" | "system") {
  if (by !== "customer") return refusal("forbidden");
  if (target === null || target.body.kind !== "message" || target.audience !== "everyone") {
    return refusal("target_unknown");
  }
  const { body } = target;
  if (body.deletedAt !== null || body.buttons?.[button] !== text) return refusal("target_unknown");
  if (body.chosen !== undefined) return refusal("already_answered");
  return {
    answers: { target: target.seq, button },
    publicTarget: target.publicSeq,
    rewrite: { seq: target.seq, body: { ...body, chosen: button } },
  };
}
