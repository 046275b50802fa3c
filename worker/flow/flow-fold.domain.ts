import type { Collected, FlowBody, FlowRun, FlowRunFigure } from "../protocol/flow-run.ts";

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

/** So many runs of one conversation are told to the figures; those before have been told. */
const runsMost = 5;

/** How the runs of a conversation went, the newest last. A run that jumps begins anew in the other flow. */
export function figuresAfter(before: readonly FlowRunFigure[], { run, did, outcome }: FlowBody): FlowRunFigure[] {
  const id = `${run.id}.${run.jumps}`;
  const rest = before
    .filter((each) => each.id !== id)
    .map((each) =>
      each.id.startsWith(`${run.id}.`) && each.outcome === null
        ? { ...each, outcome: "jumped" as const, turn: run.turn }
        : each,
    );
  const known = before.find((each) => each.id === id);
  const figure: FlowRunFigure = {
    ...{ id, flow: run.flow.id, number: run.version, startedAt: known?.startedAt ?? run.startedAt },
    ...{ step: run.step, outcome: did === "ended" ? (outcome ?? "stopped") : null, turn: run.turn },
  };
  return [...rest, figure].slice(-runsMost);
}
