import type { Attachment } from "../protocol/attachment.ts";
import type { BlockContent } from "../protocol/text-block.ts";

/**
 * What a block says to somebody who reads these languages, the dearest first: the very language, then another region's of the same
 * ("pt-PT" for "pt-BR"), then the one for whom there is no other, then the first.
 */
export function contentFor(
  contents: readonly BlockContent[],
  languages: readonly (string | null)[],
): BlockContent | null {
  for (const wanted of languages) {
    if (wanted === null || wanted === "") continue;
    const exact = contents.find(({ language }) => language.toLowerCase() === wanted.toLowerCase());
    const near = contents.find(({ language }) => language !== "" && baseOf(language) === baseOf(wanted));
    const found = exact ?? near;
    if (found) return found;
  }
  return contents.find(({ language }) => language === "") ?? contents[0] ?? null;
}

function baseOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}

/** The ids of all files of a block, each once. */
export function filesOfContents(contents: readonly BlockContent[]): string[] {
  return [...new Set(contents.flatMap(({ messages }) => messages).flatMap(fileIds))];
}

/** The same contents with what is known of their files; null where one is not known. */
export function withKnownFiles(
  contents: readonly BlockContent[],
  known: ReadonlyMap<string, Attachment>,
): BlockContent[] | null {
  if (!filesOfContents(contents).every((id) => known.has(id))) return null;
  return contents.map(({ language, messages }) => ({
    language,
    messages: messages.map((message) =>
      message.attachments === undefined
        ? message
        : { ...message, attachments: fileIds(message).flatMap((id) => known.get(id) ?? []) },
    ),
  }));
}

function fileIds({ attachments = [] }: BlockContent["messages"][number]): string[] {
  return attachments.map(({ id }) => id);
}
