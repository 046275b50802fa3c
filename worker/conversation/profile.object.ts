import type { Attributes, CustomerPanel, Place, Visit } from "../protocol/customer.ts";
import { limits } from "../protocol/limits.ts";
import { type ConversationStore, withVisit } from "./conversation.store.ts";
import type { ConversationSockets } from "./sockets.object.ts";

/**
 * What is known of the customer beyond what they write: attributes, place, pages. Beside the log, since nobody needs to
 * know in what order it came; each change goes to the agents who have the conversation open.
 */
export class CustomerProfile {
  readonly #store: ConversationStore;
  readonly #sockets: ConversationSockets;

  constructor(store: ConversationStore, sockets: ConversationSockets) {
    this.#store = store;
    this.#sockets = sockets;
  }

  /** Null before the first message. */
  panel(): CustomerPanel | null {
    const record = this.#store.readRecord();
    if (record === null) return null;
    return { customer: record.state.customer, ...this.#store.readProfile(), online: this.#sockets.hasCustomer() };
  }

  tell(): void {
    const panel = this.panel();
    if (panel !== null) this.#sockets.toAgents({ kind: "panel", panel });
  }

  /** Where the customer writes from now. The language is the one that they chose, once they did. */
  notePlace(place: Place): void {
    const profile = this.#store.readProfile();
    const now = { ...place, language: profile.place.language ?? place.language };
    if (JSON.stringify(now) !== JSON.stringify(profile.place)) this.#store.saveProfile({ ...profile, place: now });
  }

  noteVisit(visit: Visit): void {
    const profile = this.#store.readProfile();
    this.#store.saveProfile({ ...profile, visits: withVisit(profile.visits, visit) });
    this.tell();
  }

  /** What a flow learned or was told to set. Attributes that would be too many are left out: no dialog ends for that. */
  noteFlow(attributes: Attributes, language: string | null): void {
    const profile = this.#store.readProfile();
    const place = language === null ? profile.place : { ...profile.place, language };
    const all = { ...profile.attributes, ...attributes };
    const fits = Object.keys(all).length <= limits.attributeCount && !("" in all);
    this.#store.saveProfile({ ...profile, place, attributes: fits ? all : profile.attributes });
    this.tell();
  }

  /** Replaces what was told before, key by key. False where that would make too many. */
  noteAttributes(told: Attributes): boolean {
    const profile = this.#store.readProfile();
    const attributes = { ...profile.attributes, ...told };
    if (Object.keys(attributes).length > limits.attributeCount) return false;
    this.#store.saveProfile({ ...profile, attributes });
    this.tell();
    return true;
  }
}
