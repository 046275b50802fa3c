import { and, between, count, eq, sql } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import type { FlowFigures } from "../protocol/flow-library.ts";
import { flowRun } from "./flow.table.ts";

export type FiguresOf = { id: string; number: number | null; from: number; to: number };

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
  const of = (...outcomes: (string | null)[]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).reduce((sum, { runs }) => sum + runs, 0);
  const steps = Map.groupBy(
    rows.filter(({ outcome }) => outcome === "left" || outcome === null),
    ({ step }) => step,
  );
  const at = (step: readonly (typeof rows)[number][], wanted: string | null) =>
    step.find(({ outcome }) => outcome === wanted)?.runs ?? 0;
  return {
    started: rows.reduce((sum, { runs }) => sum + runs, 0),
    finished: of("finished", "jumped"),
    handedOver: of("handed_over", "person"),
    takenOver: of("taken_over", "stopped"),
    broken: of("broken"),
    left: of("left"),
    running: of(null),
    steps: [...steps].map(([step, each]) => ({ step, left: at(each, "left"), running: at(each, null) })),
  };
}
