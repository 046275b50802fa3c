import type { ArticleCard } from "../protocol/article-card.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { EntryBody } from "../protocol/entry.ts";
import { refusal } from "../protocol/error.ts";

/** What a message or a note says. */
export type Content = {
  text: string;
  attachments?: Attachment[] | null | undefined;
  /** Null: it is not published (any more). */
  article?: ArticleCard | null | undefined;
};

/** What stands in the log of it; refused where a file that it names is not there. */
export function contentOf({ text, attachments = [] }: Content) {
  if (attachments === null) return refusal("attachment_unknown");
  return { ...plain(text), ...(attachments.length > 0 ? { attachments } : {}) };
}

/** What is left of a message that was taken back: its files and its article go with its words. */
export function emptied(body: Extract<EntryBody, { kind: "message" | "note" }>, deletedAt: number): EntryBody {
  const left = { text: "", editedAt: body.editedAt, deletedAt };
  return body.kind === "note" ? { kind: "note", ...left, mentions: body.mentions } : { kind: "message", ...left };
}

export function plain(text: string) {
  return { text, editedAt: null, deletedAt: null };
}
