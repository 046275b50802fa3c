import type { FileKind } from "#protocol/attachment";
import type { CustomerEntry } from "#protocol/entry";
import { type Ask, askSchema } from "#protocol/flow-run";

/** The question that waits for the customer's answer, and which message asks it. */
export type FlowQuestion = { seq: number } & Ask;

/**
 * The newest question, while nobody has said anything after it; null: none is open. What this build cannot read is no control:
 * the composer answers it as well.
 */
export function openQuestion(entries: readonly CustomerEntry[], isAnswering: boolean): FlowQuestion | null {
  const last = entries.findLast(({ body }) => body.kind === "message");
  if (isAnswering || last?.body.kind !== "message" || last.body.ask === undefined) return null;
  const ask = askSchema.safeParse(last.body.ask);
  return ask.success ? { seq: last.seq, ...ask.data } : null;
}

const pickable: Partial<Record<FileKind, string>> = { image: "image/*", video: "video/*", audio: "audio/*" };

/** What the browser's own picker offers for a question for these kinds. Empty: everything, where one of them has no name there. */
export function acceptOf(kinds: readonly FileKind[]): string {
  const types = kinds.map((kind) => pickable[kind]);
  return types.includes(undefined) ? "" : types.join(",");
}
