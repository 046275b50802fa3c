import type { ObjectMigration } from "../platform/object-migrations.ts";
import { type FlowDefinition, flowDefinitionSchema } from "../protocol/flow.ts";

export const flowDefinitionMigration: ObjectMigration = {
  id: "002_flow_definition",
  sql: `CREATE TABLE flow_definition (flow_id TEXT NOT NULL, version INTEGER NOT NULL, definition TEXT NOT NULL, PRIMARY KEY (flow_id, version)) WITHOUT ROWID`,
};

/**
 * By the text in which conversations keep them, the one that was read last at the end: a thousand conversations that run one flow, and
 * that wake up for each answer, parse it once.
 */
const parsed = new Map<string, FlowDefinition>();
const parsedMost = 50;

function parse(text: string): FlowDefinition | null {
  const known = parsed.get(text) ?? flowDefinitionSchema.safeParse(JSON.parse(text)).data ?? null;
  parsed.delete(text);
  if (known !== null) parsed.set(text, known);
  for (const oldest of parsed.keys()) {
    if (parsed.size <= parsedMost) break;
    parsed.delete(oldest);
  }
  return known;
}

/** What the runs of one conversation follow, in its own storage: no roll back, deletion or outage of D1 reaches them. */
export class FlowDefinitionStore {
  readonly #storage: DurableObjectStorage;
  /** The one that was read last: a run reads the same one at each answer. */
  #known: { key: string; definition: FlowDefinition } | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** A published version never changes, so the first one stays. */
  keep(flowId: string, version: number, definition: FlowDefinition): void {
    this.#storage.sql.exec(
      "INSERT INTO flow_definition (flow_id, version, definition) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      flowId,
      version,
      JSON.stringify(definition),
    );
    this.#known = { key: `${flowId}.${version}`, definition };
  }

  /** A definition that is not there (any more) reads as an empty one: then its run breaks, and a person goes on. */
  read(flowId: string, version: number): FlowDefinition {
    const key = `${flowId}.${version}`;
    if (this.#known?.key === key) return this.#known.definition;
    const row = this.#storage.sql
      .exec<{ definition: string }>(
        "SELECT definition FROM flow_definition WHERE flow_id = ? AND version = ?",
        flowId,
        version,
      )
      .toArray()[0];
    const definition = row === undefined ? null : parse(row.definition);
    if (definition === null) return { start: null, person: true, steps: [] };
    this.#known = { key, definition };
    return definition;
  }
}
