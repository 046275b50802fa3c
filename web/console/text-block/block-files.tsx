import type { Attachment } from "#protocol/attachment";
import BookOpenText from "lucide-solid/icons/book-open-text";
import Paperclip from "lucide-solid/icons/paperclip";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { chooseFiles, FileDrop } from "../../attachment/file-drop.tsx";
import { FileTray } from "../../attachment/file-tray.tsx";
import { sizeText, tf } from "../../attachment/file-words.ts";
import type { Outgoing } from "../../store/upload-store.ts";
import { Button } from "../../ui/button.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ArticlePicker } from "../article/article-picker-part.ts";
import { askUploadLimits } from "../conversation/conversation-uploads.ts";
import type { DraftMessage } from "./block-draft.ts";
import { createStoredUploads, storedLimits, storedPicture } from "./stored-files.ts";
import { t } from "./text-block-intl.ts";

/** What goes along with a message of a block: files that the workspace keeps and, in a chat block, an article. */
export function BlockFiles(props: {
  message: DraftMessage;
  articles: boolean;
  /** Of the message; "": any. */
  language: string;
  onChange: (more: Partial<DraftMessage>) => void;
}) {
  const uploads = createStoredUploads();
  const [picking, setPicking] = createSignal(false);
  void askUploadLimits();
  onCleanup(() => {
    for (const { id } of uploads.tray()) uploads.remove(id);
  });

  const add = (files: readonly File[]) => {
    const room = storedLimits().count - props.message.attachments.length - uploads.tray().length;
    uploads.add(files.slice(0, Math.max(0, room)));
    if (files.length > room) showToast({ kind: "danger", text: tf("tray.tooMany", { count: storedLimits().count }) });
  };
  // What has arrived is the message's; what is left in the tray keeps the block from being saved.
  createEffect(
    on(uploads.tray, (tray) => {
      const arrived = tray.flatMap(({ state }) => (state.kind === "done" ? [state.attachment] : []));
      const pending = tray.length - arrived.length;
      if (arrived.length > 0 || pending !== props.message.pending)
        props.onChange({ attachments: [...props.message.attachments, ...arrived], pending });
      for (const { id } of arrived) uploads.release(id);
    }),
  );
  const shown = () => [...props.message.attachments.map(keptFile), ...uploads.tray()];
  const remove = (id: string) => {
    const left = props.message.attachments.filter((file) => file.id !== id);
    if (left.length < props.message.attachments.length) props.onChange({ attachments: left });
    else uploads.remove(id);
  };

  return (
    <>
      <FileDrop onFiles={add} />
      <div class="block-files">
        <Show when={shown().length > 0}>
          <FileTray files={shown()} limits={storedLimits()} onRemove={remove} onRetry={uploads.retry} />
        </Show>
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
        <div class="block-files-adds">
          <Button size="sm" variant="ghost" icon={<Paperclip />} onClick={() => chooseFiles("", add)}>
            {t("blocks.addFile")}
          </Button>
          <small class="block-files-limit">{t("blocks.fileLimit", { size: sizeText(storedLimits().bytes) })}</small>
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
        </div>
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
      </div>
    </>
  );
}

/** A file that is there, as the tray shows files. */
function keptFile(file: Attachment): Outgoing {
  const { id, name, size, kind } = file;
  return { id, name, size, kind, picture: storedPicture(file), state: { kind: "done", attachment: file } };
}
