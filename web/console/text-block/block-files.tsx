import BookOpenText from "lucide-solid/icons/book-open-text";
import X from "lucide-solid/icons/x";
import { createSignal, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { ArticlePicker } from "../article/article-picker-part.ts";
import { StoredFileField } from "../attachment/stored-file-field.tsx";
import type { DraftMessage } from "./block-draft.ts";
import { t } from "./text-block-intl.ts";

/** What goes along with a message of a block: files that the workspace keeps and, in a chat block, an article. */
export function BlockFiles(props: {
  message: DraftMessage;
  articles: boolean;
  /** Of the message; "": any. */
  language: string;
  onChange: (more: Partial<DraftMessage>) => void;
}) {
  const [picking, setPicking] = createSignal(false);
  return (
    <>
      <StoredFileField
        files={props.message.attachments}
        // What is on its way keeps the block from being saved.
        onChange={(attachments, pending) => props.onChange({ attachments, pending })}
        add={t("blocks.addFile")}
        limit={(size) => t("blocks.fileLimit", { size })}
        buttons={
          <Show when={props.articles && props.message.article === null}>
            <Button
              size="sm"
              variant="ghost"
              icon={<BookOpenText />}
              onPointerEnter={() => ArticlePicker.preload()}
              onClick={() => setPicking(true)}
            >
              {t("blocks.addArticle")}
            </Button>
          </Show>
        }
      >
        <Show when={props.message.article}>
          {(card) => (
            <div class="block-article">
              <BookOpenText />
              <span class="ui-truncate" lang={card().language} dir="auto">
                {card().title}
              </span>
              <ToolButton
                size="xs"
                label={t("blocks.removeArticle", { title: card().title })}
                onClick={() => props.onChange({ article: null })}
              >
                <X />
              </ToolButton>
            </div>
          )}
        </Show>
      </StoredFileField>
      <Show when={picking()}>
        <ArticlePicker
          language={props.language || null}
          onPick={(article) => {
            setPicking(false);
            props.onChange({ article });
          }}
          onClose={() => setPicking(false)}
        />
      </Show>
    </>
  );
}
