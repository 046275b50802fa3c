import type { ArticleCard } from "#protocol/article-card";
import type { Attachment } from "#protocol/attachment";
import type { Block, BlockContent, BlockDraft, BlockMessage } from "#protocol/text-block";

/** A block as its form holds it: plain data, and texts where somebody types. */
export type EditorDraft = {
  kind: Block["kind"];
  /** "agent", "everybody", or the id of a team. */
  scope: string;
  shortcut: string;
  title: string;
  folder: string;
  /** Between commas. */
  tags: string;
  contents: { language: string; messages: DraftMessage[] }[];
};

export type DraftMessage = {
  text: string;
  buttons: string[];
  attachments: Attachment[];
  article: ArticleCard | null;
  /** Files that are still on their way, or failed: the block cannot be saved before they are there or taken out. */
  pending: number;
};

export function emptyMessage(text = ""): DraftMessage {
  return { text, buttons: [], attachments: [], article: null, pending: 0 };
}

export function emptyDraft(kind: Block["kind"]): EditorDraft {
  const contents = [{ language: "", messages: [emptyMessage()] }];
  return { kind, scope: "agent", shortcut: "", title: "", folder: "", tags: "", contents };
}

/** A text block that says what somebody wrote. Its title is still to be found. */
export function draftFromText(text: string): EditorDraft {
  return { ...emptyDraft("text"), contents: [{ language: "", messages: [emptyMessage(text)] }] };
}

export function editorDraft(block: BlockDraft): EditorDraft {
  const { kind, title, folder, scope } = block;
  return {
    ...{ kind, title, folder },
    shortcut: block.kind === "text" ? block.shortcut : "",
    scope: scope.kind === "team" ? scope.id : scope.kind,
    tags: block.tags.join(", "),
    contents: block.contents.map(({ language, messages }) => ({
      language,
      messages: messages.map(({ text, buttons = [], attachments = [], article = null }) => ({
        ...emptyMessage(text),
        ...{ buttons: [...buttons], attachments: [...attachments], article },
      })),
    })),
  };
}

/** What is sent to the server, which says what is wrong with it. */
export function blockDraft(draft: EditorDraft): BlockDraft {
  const { scope } = draft;
  const common = {
    title: draft.title.trim(),
    folder: draft.folder.trim(),
    tags: tagsOf(draft.tags),
    scope: scopeOf(scope),
    contents: draft.contents.map(({ language, messages }): BlockContent => ({
      language,
      messages: messages.map(messageOf),
    })),
  };
  return draft.kind === "text"
    ? { kind: "text", shortcut: draft.shortcut.trim().replace(/^#/, ""), ...common }
    : { kind: "chat", ...common };
}

function scopeOf(scope: string): BlockDraft["scope"] {
  return scope === "agent" || scope === "everybody" ? { kind: scope } : { kind: "team", id: scope };
}

function messageOf({ text, buttons, attachments, article }: DraftMessage): BlockMessage {
  const labels = [...new Set(buttons.map((label) => label.trim()).filter((label) => label !== ""))];
  return {
    text: text.trim(),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(article === null ? {} : { article }),
    ...(labels.length > 0 ? { buttons: labels } : {}),
  };
}

/** Whether a message has anything to say. */
export function saysNothing({ text, attachments, article }: DraftMessage): boolean {
  return text.trim() === "" && attachments.length === 0 && article === null;
}

/** Each tag once, without the "#" that people like to put before it. */
export function tagsOf(text: string): string[] {
  const tags = text.split(/[,;]/).map((tag) => tag.trim().replace(/^#/, ""));
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

/** A shortcut that a title suggests: "Refund on its way" is "refund-on-its-way". */
export function shortcutFrom(title: string): string {
  return title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
}

/** The shortcut for a copy: with the first number that none of these has. */
export function freeShortcut(shortcut: string, blocks: readonly Block[]): string {
  const taken = new Set(blocks.map((block) => (block.kind === "text" ? block.shortcut : "")));
  let number = 2;
  while (taken.has(`${shortcut}-${number}`)) number += 1;
  return `${shortcut}-${number}`;
}
