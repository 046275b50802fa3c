import { refusal } from "../protocol/error.ts";
import { askSchema } from "../protocol/flow-run.ts";
import type { StoredEntry } from "./log.domain.ts";

/** A tap, or a control's answer: the entry that asks (null: there is none), which button or option, the control's own form. */
export type Tapped = {
  target: StoredEntry | null;
  button?: number | undefined;
  value?: string | undefined;
  /** What the button says, where it was typed in other words ("2"). */
  words?: string | undefined;
};

/**
 * What a tap says and changes, or why it counts for nothing: the words are the button's, and one is pressed once. A control
 * without buttons (a rating, a day) says its words itself and changes nothing where it stands.
 */
export function answerOf({ target, button, value }: Tapped, text: string, by: "customer" | "agent" | "system") {
  if (by !== "customer") return refusal("forbidden");
  if (target === null || target.body.kind !== "message" || target.audience !== "everyone") {
    return refusal("target_unknown");
  }
  const { body } = target;
  if (body.deletedAt !== null) return refusal("target_unknown");
  const answers = {
    target: target.seq,
    ...(button === undefined ? {} : { button }),
    ...(value === undefined ? {} : { value }),
  };
  if (button === undefined) {
    return body.ask === undefined
      ? refusal("target_unknown")
      : { answers, publicTarget: target.publicSeq, rewrites: [] };
  }
  if (choicesOf(body)[button] !== text) return refusal("target_unknown");
  if (body.chosen !== undefined) return refusal("already_answered");
  return {
    answers,
    publicTarget: target.publicSeq,
    rewrites: [{ seq: target.seq, body: { ...body, chosen: button } }],
  };
}

/** The words of what can be chosen under a message: its buttons, or the options of its list. */
export function choicesOf({ buttons, ask }: { buttons?: string[] | undefined; ask?: unknown }): string[] {
  if (buttons !== undefined) return buttons;
  const read = askSchema.safeParse(ask);
  return read.success && read.data.answer.kind === "list" ? read.data.answer.options.map(({ text }) => text) : [];
}
