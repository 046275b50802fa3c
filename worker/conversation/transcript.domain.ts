import type { Attachment } from "../protocol/attachment.ts";
import type { Author, SeenEntry } from "../protocol/entry.ts";

/**
 * One line of a transcript, in plain text, times in UTC. Only what people wrote: facts are worded by
 * clients, in the reader's language. Null for an entry without words.
 */
export function transcriptLine(entry: SeenEntry): string | null {
  const { body, author, at } = entry;
  if (body.kind !== "message" && body.kind !== "note") return null;
  const time = new Date(at).toISOString().slice(0, 19).replace("T", " ");
  const note = body.kind === "note" ? " (note)" : "";
  const article = body.kind === "message" && body.article !== undefined ? [`[article: ${body.article.title}]`] : [];
  const said = [body.text, ...(body.attachments ?? []).map(fileLine), ...article]
    .filter((line) => line !== "")
    .join("\n");
  return `[${time}] ${nameOf(author)}${note}: ${body.deletedAt === null ? said : "(deleted)"}`;
}

function fileLine({ name, type, size }: Attachment): string {
  return `[file: ${name}, ${type}, ${size} bytes]`;
}

function nameOf(author: Author): string {
  return author.kind === "agent" ? author.name : author.kind;
}
