import { createSignal } from "solid-js";
import { defaultUploadLimits } from "#domain/attachment/attachment";
import type { UploadLimits } from "#protocol/attachment";
import type { Enclosed } from "#protocol/message-command";
import { filePaths } from "#protocol/file-paths";
import { uploadSettingsSchema } from "#protocol/upload";
import { browserEnvironment } from "../../connection/environment.ts";
import type { ConversationStore } from "../../store/conversation-store.ts";
import { sendBehind } from "../../store/unsent.ts";
import { createUploadStore, type UploadStore } from "../../store/upload-store.ts";
import type { WritingTab } from "./conversation-context.tsx";

/** What a message says beside its files. */
export type Words = { tab: WritingTab; text: string; mentions: string[]; enclosed: Enclosed };

export type ConversationUploads = UploadStore<Words>;

const [limits, setLimits] = createSignal<UploadLimits>(defaultUploadLimits);

/** What may be sent in this workspace. */
export const uploadLimits = limits;

/** Asks what may be sent now; until the answer comes, what was known holds. The server has the last word in any case. */
export async function askUploadLimits(): Promise<void> {
  const path = filePaths.uploadSettings;
  const answer = await browserEnvironment().request({ method: "GET", path, schema: uploadSettingsSchema });
  if (answer.ok) setLimits(answer.value);
}

const known = new Map<string, ConversationUploads>();

// A file that was chosen is gone with the page: the browser asks before it leaves.
window.addEventListener("beforeunload", (event) => {
  const isUnsent = [...known.values()].some((each) => each.tray().length > 0 || each.parcels().length > 0);
  if (isUnsent) event.preventDefault();
});
const open = new Map<string, ConversationStore>();

/**
 * The files that this agent sends in a conversation. They are kept by the page and not by the view, so that uploads, and the messages that wait for
 * them, go on while another conversation is open.
 */
export function uploadsOf(conversation: string, me: { id: string }): ConversationUploads {
  const key = `${me.id} ${conversation}`;
  const made =
    known.get(key) ??
    createUploadStore<Words>({
      at: () => filePaths.attachments(conversation),
      limits,
      prepare: async (file, most) => {
        // Looking into files loads with the first one. Without it, it can be tried again.
        const loaded = await import("../../attachment/prepare-file.ts").catch(() => null);
        return loaded === null ? { ok: false, code: "unavailable" } : await loaded.prepareFile(file, most);
      },
      token: () => Promise.resolve(null),
      deliver(words, attachments) {
        const store = open.get(conversation);
        if (store !== undefined) return give(store, words, attachments);
        const { text, mentions, enclosed } = words;
        const id = browserEnvironment().newId();
        const said = { id, text, attachments };
        sendBehind(
          me,
          conversation,
          words.tab === "note" ? { kind: "note", ...said, mentions } : { kind: "message", ...enclosed, ...said },
        );
      },
    });
  known.set(key, made);
  return made;
}

/** Says a message in a conversation that is open. */
export function give(store: ConversationStore, { tab, text, mentions, enclosed }: Words, attachments: string[]): void {
  const files = attachments.length > 0 ? { attachments } : {};
  if (tab === "note") store.note(text, mentions, files);
  else store.send(text, { ...enclosed, ...files });
}

/** While a conversation is open, its own store sends, and shows what it sends. Answers how to end that. */
export function openForUploads(store: ConversationStore): () => void {
  open.set(store.id, store);
  return () => {
    if (open.get(store.id) === store) open.delete(store.id);
  };
}
