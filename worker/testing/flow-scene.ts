import type { SeenEntry } from "../protocol/entry.ts";
import type { FlowBody } from "../protocol/flow-run.ts";
import type { scene } from "./actors.ts";

/** A conversation in which flows are sent. */
export type FlowScene = Awaited<ReturnType<typeof scene>>;

export const olga = { id: "agent-olga-1", name: "Olga" };

export const next = (id: string) => ({ exits: { next: id } });

export const sends = ({ agent }: FlowScene, flow: string) => agent.does({ kind: "flow", do: "start", flow });

/** The entry with which the run ends. */
export async function ends({ agent }: FlowScene): Promise<FlowBody> {
  const isEnd = ({ body }: SeenEntry) => body.kind === "flow" && body.did === "ended";
  const frame = await agent.heard("entries", ({ entries }) => entries.some(isEnd));
  const body = frame.entries.find(isEnd)?.body;
  if (body?.kind !== "flow" || !("run" in body)) throw new Error("no end");
  return body;
}

/** What an agent's newcomer sees of the state. */
export const stateOf = async ({ agent }: FlowScene) => (await agent.hello()).state;

export const transcript = async ({ agent }: FlowScene) =>
  (await agent.hello()).entries.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
