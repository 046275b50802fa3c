import { A } from "@solidjs/router";
import Paperclip from "lucide-solid/icons/paperclip";
import Settings2 from "lucide-solid/icons/settings-2";
import { For, Show, createMemo } from "solid-js";
import { caretPlace } from "../../ui/caret-place.ts";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { markupWords } from "../../ui/markup.ts";
import { t } from "../console-intl.ts";
import { type BlockChoice, blockOptionId } from "./composer-blocks.tsx";
import "./composer-block-list.css";

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
