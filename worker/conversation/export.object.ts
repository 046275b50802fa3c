import { RpcTarget } from "cloudflare:workers";
import { inboxObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import type { ConversationData } from "../protocol/customer-data.ts";
import type { Entry } from "../protocol/entry.ts";
import type { ConversationStore } from "./conversation.store.ts";
import { type Audience, seenByAgents, seenByCustomers } from "./log.domain.ts";

/** Entries of one step. */
const pageEntries = 500;

/** What a conversation gives out of itself at once, for the Worker's routes. */
export class ConversationExport extends RpcTarget {
  readonly #env: Env;
  readonly #store: ConversationStore;

  constructor(env: Env, store: ConversationStore) {
    super();
    this.#env = env;
    this.#store = store;
  }

  /** Every entry an agent may see, oldest first, from `after` on; for transcripts. Null: not for this agent. */
  async entriesFor(agent: Agent, after: number): Promise<Entry[] | null> {
    const team = this.#store.readRecord()?.state.team.id;
    if (team === undefined || !(await inboxObject(this.#env, team).mayRead(agent))) return null;
    return seenByAgents(this.#store.entriesAfter({ kind: "agent" }, after, pageEntries));
  }

  /** What there is of this customer, for whoever may give it out. Null: it is not theirs. */
  async dataOf(customer: string, audience: Audience, after: number): Promise<ConversationData | null> {
    const record = this.#store.readRecord();
    if (record?.state.customer.id !== customer) return null;
    const { id, site, topic, startedAt, status, collected } = record.state;
    const facts = {
      ...{ id, number: record.number, site: site.name, topic, startedAt, status },
      ...{ customer: record.state.customer, ...this.#store.readProfile(), collected },
    };
    const viewer = { kind: audience === "team" ? ("agent" as const) : ("customer" as const) };
    const page = this.#store.entriesAfter(viewer, after, pageEntries);
    const last = page.at(-1);
    const next =
      page.length < pageEntries || last === undefined ? null : audience === "team" ? last.seq : last.publicSeq;
    return audience === "team"
      ? { audience, facts, entries: seenByAgents(page), next }
      : { audience, facts, entries: seenByCustomers(page), next };
  }
}
