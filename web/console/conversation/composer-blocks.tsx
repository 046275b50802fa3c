import { contentFor } from "#domain/text-block/block-content";
import { fillVariables } from "#domain/text-block/variable";
import type { Attachment } from "#protocol/attachment";
import type { TextBlock } from "#protocol/text-block";
import { A } from "@solidjs/router";
import Paperclip from "lucide-solid/icons/paperclip";
import Settings2 from "lucide-solid/icons/settings-2";
import { For, Show, createMemo, type Accessor } from "solid-js";
import { caretPlace } from "../../ui/caret-place.ts";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { markupWords } from "../../ui/markup.ts";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { ownBlocks } from "../text-block/own-blocks.ts";
import { variableValues } from "../text-block/variable-values.ts";
import { type CaretChoice, createCaretChoice } from "./caret-choice.ts";
import { type CaretQuery, caretQuery } from "./caret-query.ts";
import { replaceRange } from "./composer-insert.ts";
import { useConversation } from "./conversation-context.tsx";
import "./composer-blocks.css";

export type BlockChoice = CaretChoice<TextBlock> & {
  at: Accessor<CaretQuery | null>;
  /** What a block says to this customer, its variables filled. */
  wordsOf: (block: TextBlock) => string;
  /** The files that it brings. */
  filesOf: (block: TextBlock) => readonly Attachment[];
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
  return { ...choice, at, wordsOf: (block) => filled(block).text, filesOf };
}

export function blockOptionId(id: string): string {
  return `block-${id}`;
}

/** The list at the caret, and beside it the whole of the one that Enter would take. */
export function BlockList(props: { choice: BlockChoice; id: string; field: HTMLTextAreaElement | undefined }) {
  /** Over the line of the "#"; the style sheet keeps it inside of the composer. */
  const place = createMemo(() => {
    const start = props.choice.at()?.start;
    if (!props.field || start === undefined) return undefined;
    const { left, top } = caretPlace(props.field, start);
    return { "--caret": `${left}px`, "inset-block-end": `calc(100% - ${Math.max(0, top)}px + var(--space-1))` };
  });

  return (
    <div class="block-list" style={place()}>
      <div class="block-list-side">
        <div id={props.id} class="block-options" role="listbox" aria-label={t("composer.blocks")}>
          <For each={props.choice.matches()}>
            {(block, index) => (
              <div
                id={blockOptionId(block.id)}
                class="block-option"
                role="option"
                aria-selected={props.choice.active()?.id === block.id}
                onPointerMove={() => props.choice.setActive(index())}
                // The focus stays in the text.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => props.choice.take(block)}
              >
                <span class="block-option-head">
                  <span class="block-option-title ui-truncate">{block.title}</span>
                  <Show when={props.choice.filesOf(block).length > 0}>
                    <Paperclip class="block-option-files" />
                  </Show>
                  <span class="block-option-shortcut">#{block.shortcut}</span>
                </span>
                <span class="block-option-words ui-truncate" dir="auto">
                  {markupWords(props.choice.wordsOf(block)) ||
                    props.choice
                      .filesOf(block)
                      .map(({ name }) => name)
                      .join(" · ")}
                </span>
              </div>
            )}
          </For>
        </div>
        <A href="/text-blocks" class="block-list-manage" tabindex={-1} onMouseDown={(event) => event.preventDefault()}>
          <Settings2 />
          {t("composer.blocks.manage")}
        </A>
      </div>
      <Show when={props.choice.active()}>
        {(block) => (
          <div class="block-preview ui-scroll" aria-hidden="true">
            <FormattedText text={props.choice.wordsOf(block())} />
            <For each={props.choice.filesOf(block())}>
              {(file) => (
                <p class="block-preview-file">
                  <Paperclip />
                  <span class="ui-truncate">{file.name}</span>
                </p>
              )}
            </For>
          </div>
        )}
      </Show>
    </div>
  );
}
