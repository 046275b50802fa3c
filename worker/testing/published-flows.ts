import { createFlow, publishFlow } from "../flow/flow.store.ts";
import { database } from "../platform/database.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import type { Flow } from "../protocol/flow-library.ts";
import { testEnv } from "./browser.ts";

const by = { id: "agent-olga-1", name: "Olga" };

/** A flow straight into the tables, published as it is: problems and all. */
export async function publishedFlow(definition: FlowDefinition, name = "Flow"): Promise<Flow> {
  const db = database(testEnv);
  const { id, version } = await createFlow(db, { name, description: "", draft: definition }, by, Date.now());
  return await publishFlow(db, { id, version, by, now: Date.now() });
}
