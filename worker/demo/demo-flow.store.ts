import { createHash } from "node:crypto";
import { filesOf } from "../flow/flow-files.domain.ts";
import { flow, flowRun, flowVersion } from "../flow/flow.table.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { storedFileUse } from "../stored-file/stored-file.table.ts";
import { type DemoFlow, demoFlows } from "./flow.domain.ts";

const day = 24 * 3600_000;
/** D1 takes a hundred values in one statement. */
const rowsAtOnce = 14;

/** Flows, with the runs of the last four weeks, so that their figures say something. */
export async function createDemoFlows(env: App["Bindings"], author: { id: string; name: string }): Promise<void> {
  const db = database(env);
  const now = Date.now();
  for (const [index, { id, name, description, draft, published, ...made }] of demoFlows.entries()) {
    const updatedAt = now - (3 * index + 2) * day;
    await db.insert(flow).values({
      ...{ id, name, description, draft, published: published ? 1 : null },
      ...{ createdAt: now - 40 * day, updatedAt, updatedBy: author.name },
    });
    for (const fileId of filesOf(draft))
      await db.insert(storedFileUse).values({ fileId, kind: "flow", holder: id, scope: "everybody", owner: "" });
    if (!published) continue;
    const by = { agentId: author.id, agentName: author.name };
    await db.insert(flowVersion).values({ flowId: id, number: 1, definition: draft, publishedAt: updatedAt, ...by });
    const runs = runsOf(id, made, now);
    for (let from = 0; from < runs.length; from += rowsAtOnce)
      await db.insert(flowRun).values(runs.slice(from, from + rowsAtOnce));
  }
}

function runsOf(flowId: string, { runs, ends }: Pick<DemoFlow, "runs" | "ends">, now: number) {
  const all = ends.reduce((sum, { share }) => sum + share, 0);
  return Array.from({ length: runs }, (_, index) => {
    let place = (index * 37) % all;
    const end = ends.find(({ share }) => (place -= share) < 0) ?? ends[0];
    return {
      id: createHash("sha256").update(`${flowId} ${index}`).digest("hex").slice(0, 32),
      ...{ flowId, number: 1, turn: 1, step: end?.step ?? "", outcome: end?.outcome ?? null },
      startedAt: now - Math.floor(((index + 0.5) * 28 * day) / runs),
    };
  });
}
