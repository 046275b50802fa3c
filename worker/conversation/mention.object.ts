import { inboxObject } from "../platform/objects.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { ConversationStore } from "./conversation.store.ts";

/** Tells those whom a note names, with the note as it reads now: words that were taken back meanwhile are told to nobody. */
export async function tellMention(
  env: Env,
  store: ConversationStore,
  state: ConversationState,
  seq: number,
): Promise<void> {
  const note = store.entryAt(seq);
  if (note?.body.kind !== "note" || note.author.kind !== "agent") return;
  const { text, mentions, deletedAt } = note.body;
  if (deletedAt !== null) return;
  await inboxObject(env, state.team.id).mention(mentions, {
    ...{ conversation: state.id, customer: state.customer.name, at: note.at },
    ...{ by: { id: note.author.id, name: note.author.name }, text: text.slice(0, 200) },
  });
}
