import type { Collected, FlowBody, FlowRun } from "../protocol/flow-run.ts";

/** So many answers are kept of one conversation; the oldest go first. */
const collectedMost = 50;

/** What a `flow` entry leaves of the run: null where it ended. */
export function runAfter(body: FlowBody): FlowRun | null {
  return body.did === "ended" ? null : body.run;
}

/** The newest answer of each key, in the order in which they were first given. */
export function collectedAfter(before: readonly Collected[], news: readonly Collected[] = []): Collected[] {
  const all = new Map(before.map((each) => [each.key, each]));
  for (const each of news) all.set(each.key, each);
  return [...all.values()].slice(-collectedMost);
}

/** Each tag once, in the order in which they came. */
export function tagsAfter(before: readonly string[], tag: string, on: boolean): string[] {
  const rest = before.filter((each) => each !== tag);
  return on ? [...rest, tag] : rest;
}
