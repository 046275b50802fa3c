import { and, between, count, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import type { FlowFigures, FlowListFigures } from "../protocol/flow-library.ts";
import { flow, flowRun } from "./flow.table.ts";

type Span = { from: number; to: number };
export type FiguresOf = Span & { id: string; number: number | null };

/** How the runs went that began in this time: one walk along an index. */
export async function readFigures(db: Database, { id, number, from, to }: FiguresOf): Promise<FlowFigures> {
  const rows = await db
    .select({ outcome: flowRun.outcome, step: flowRun.step, runs: count() })
    .from(flowRun)
    .where(
      and(
        eq(flowRun.flowId, id),
        between(flowRun.startedAt, from, to),
        number === null ? sql`true` : eq(flowRun.number, number),
      ),
    )
    .groupBy(flowRun.outcome, flowRun.step);
  const steps = Map.groupBy(
    rows.filter(({ outcome }) => outcome === "left" || outcome === null),
    ({ step }) => step,
  );
  const at = (step: readonly (typeof rows)[number][], wanted: string | null) =>
    step.find(({ outcome }) => outcome === wanted)?.runs ?? 0;
  return {
    ...countsOf(rows),
    takenOver: sum(rows, "taken_over", "stopped"),
    broken: sum(rows, "broken"),
    left: sum(rows, "left"),
    running: sum(rows, null),
    steps: [...steps].map(([step, each]) => ({ step, left: at(each, "left"), running: at(each, null) })),
  };
}

/** The same of all flows, for their list: one walk along the index for each. */
export async function readListFigures(db: Database, { from, to }: Span): Promise<FlowListFigures> {
  const rows = await db
    .select({ id: flowRun.flowId, outcome: flowRun.outcome, runs: count() })
    .from(flowRun)
    .where(and(inArray(flowRun.flowId, db.select({ id: flow.id }).from(flow)), between(flowRun.startedAt, from, to)))
    .groupBy(flowRun.flowId, flowRun.outcome);
  return { flows: [...Map.groupBy(rows, ({ id }) => id)].map(([id, each]) => ({ id, ...countsOf(each) })) };
}

type Row = { outcome: string | null; runs: number };

function countsOf(rows: readonly Row[]) {
  return {
    started: rows.reduce((all, { runs }) => all + runs, 0),
    finished: sum(rows, "finished", "jumped"),
    handedOver: sum(rows, "handed_over", "person"),
  };
}

function sum(rows: readonly Row[], ...outcomes: (string | null)[]): number {
  return rows.filter(({ outcome }) => outcomes.includes(outcome)).reduce((all, { runs }) => all + runs, 0);
}
