import { type FlowStep, outcomesOf } from "#protocol/flow";

/*
 * How large a step is on the canvas, and where its exits stand. Known without drawing it: edges, layout and the map in the corner
 * need it before there is anything to measure. flow-card-view.css draws to the same figures.
 */
const width = 256;
const head = 44;
const line = 18;
const wordsPadding = 10;
const row = 30;
const foot = 6;
/** Characters that surely fit on one line of a card. */
const lineCharacters = 36;

/** The outcomes that a card shows as rows. None where there is only one: its exit stands beside the head. */
export function rowsOf(step: FlowStep): string[] {
  const outcomes = outcomesOf(step);
  if (outcomes.length < 2) return [];
  // What every option leads past is not shown as if something were missing.
  return outcomes
    .filter(({ name, needed }) => name !== "next" || needed || step.exits["next"] !== undefined)
    .map(({ name }) => name);
}

/** Every outcome that has an exit on the card. */
export function exitsOf(step: FlowStep): string[] {
  const rows = rowsOf(step);
  return rows.length > 0 ? rows : outcomesOf(step).map(({ name }) => name);
}

/** How many lines of its words a card shows: what it says, asks or does, in short. */
export function wordLines(step: FlowStep): 0 | 1 | 2 {
  const words = mainText(step);
  if (words === null) return 1;
  if (words.trim() === "") return 1;
  return words.length > lineCharacters || words.includes("\n") ? 2 : 1;
}

/** What customers read of a step; null: nothing, its card says in words of ours what it does. */
export function mainText(step: FlowStep): string | null {
  if (step.kind === "say" && step.said.kind === "text")
    return [step.said.text, ...(step.said.files ?? []).map(({ name }) => name)]
      .filter((part) => part !== "")
      .join(" · ");
  if (step.kind === "say") return null;
  if (step.kind === "ask") return step.text;
  return null;
}

export function cardSize(step: FlowStep): { width: number; height: number } {
  const rows = rowsOf(step).length;
  return { width, height: rowsTop(step) + (rows > 0 ? rows * row + foot : 0) };
}

/** How far below its top edges arrive. */
export const entryHeight = head / 2;

/** How far below its top an outcome's exit stands. */
export function exitHeight(step: FlowStep, outcome: string): number {
  const at = rowsOf(step).indexOf(outcome);
  return at === -1 ? entryHeight : rowsTop(step) + at * row + row / 2;
}

function rowsTop(step: FlowStep): number {
  return head + wordLines(step) * line + wordsPadding;
}
