import { contentFor } from "#domain/text-block/block-content";
import { fillVariables } from "#domain/text-block/variable";
import type { Attachment } from "#protocol/attachment";
import type { TextBlock } from "#protocol/text-block";
import { createMemo, type Accessor } from "solid-js";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { ownBlocks } from "../text-block/own-blocks.ts";
import { variableValues } from "../text-block/variable-values.ts";
import { type CaretChoice, createCaretChoice } from "./caret-choice.ts";
import { type CaretQuery, caretQuery, isShortcutLike } from "./caret-query.ts";
import { replaceRange } from "./composer-insert.ts";
import { useConversation } from "./conversation-context.tsx";

export type BlockChoice = CaretChoice<TextBlock> & {
  at: Accessor<CaretQuery | null>;
  /** What looks like a shortcut at the caret and finds no block: mistyped, or the blocks have not come yet. */
  missed: Accessor<{ word: string; loaded: boolean } | null>;
  /** What a block says to this customer, its variables filled. */
  wordsOf: (block: TextBlock) => string;
  /** The files that it brings. */
  filesOf: (block: TextBlock) => readonly Attachment[];
  /** Whoever is about to write is about to look for one: asks for them, so that the first "#" finds them. */
  prepare: () => void;
};

/** The text blocks that are offered while "#…" is being written. Taken, one stands in place of what was typed, and nothing else changes. */
export function createBlockChoice(options: {
  field: () => HTMLTextAreaElement | undefined;
  /** The block that was taken brings these. */
  onFiles: (files: readonly Attachment[]) => void;
  /** Null where nobody writes. */
  writing: Accessor<{ text: string; caret: number } | null>;
}): BlockChoice {
  const { me } = useConsole();
  const { store } = useConversation();
  const blocks = ownBlocks(me().agent.id);

  const messageOf = (block: TextBlock) =>
    contentFor(block.contents, [store.panel()?.place.language ?? null, intl.shown()])?.messages[0];
  const filled = (block: TextBlock) =>
    fillVariables(messageOf(block)?.text ?? "", variableValues(store, me().agent.name));
  const filesOf = (block: TextBlock) => messageOf(block)?.attachments ?? [];
  const at = createMemo(() => {
    const writing = options.writing();
    const found = writing && caretQuery(writing.text, writing.caret, "#");
    if (found) void blocks.refresh();
    return found;
  });
  const choice = createCaretChoice<TextBlock>({
    query: at,
    matches: (query) => blocks.searchText(query),
    onTake: (block, { start, query }) => {
      const field = options.field();
      if (!field) return;
      const { text, open } = filled(block);
      replaceRange(field, start, start + 1 + query.length, text);
      // The first thing that is still to be filled in is selected, to be typed over.
      const [first] = open;
      if (first) field.setSelectionRange(start + first.start, start + first.end);
      options.onFiles(filesOf(block));
      blocks.used(block.id);
    },
    opened: (count) => t("composer.blocks.found", { count }),
  });
  const missed = () => {
    const word = choice.query()?.query ?? "";
    const loaded = blocks.state() === "ready";
    // Who has no blocks means none.
    if (!isShortcutLike(word) || choice.matches().length > 0 || (loaded && blocks.blocks().length === 0)) return null;
    return { word, loaded };
  };
  return {
    ...choice,
    at,
    missed,
    wordsOf: (block) => filled(block).text,
    filesOf,
    prepare: () => void blocks.refresh(),
  };
}

export function blockOptionId(id: string): string {
  return `block-${id}`;
}
