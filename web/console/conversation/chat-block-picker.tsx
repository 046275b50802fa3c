import { wordsOf } from "#domain/text-block/block-search";
import { contentFor } from "#domain/text-block/block-content";
import { fillVariables } from "#domain/text-block/variable";
import type { Attachment } from "#protocol/attachment";
import type { ChatBlock } from "#protocol/text-block";
import { For, Show, createMemo, createSignal, onMount } from "solid-js";
import { FileAccessProvider } from "../../attachment/file-context.tsx";
import { MessageFiles } from "../../attachment/message-files.tsx";
import { askPlaceStored } from "../../connection/block-requests.ts";
import { browserEnvironment } from "../../connection/environment.ts";
import { request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { markupWords } from "../../ui/markup.ts";
import { Picker } from "../../ui/picker.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { ownBlocks } from "../text-block/own-blocks.ts";
import { refusalText } from "../session/session-refusal.ts";
import { storedFileAccess } from "../attachment/stored-files.ts";
import { variableValues } from "../text-block/variable-values.ts";
import { EntryArticle } from "./entry-article.tsx";
import { useConversation } from "./conversation-context.tsx";
import "./chat-block-picker.css";

/** Finds a chat block, shows what the customer will get, and sends it message by message. */
export function ChatBlockPicker(props: { onClose: () => void }) {
  const { me } = useConsole();
  const { store } = useConversation();
  const blocks = ownBlocks(me().agent.id);
  const [query, setQuery] = createSignal("");
  const [chosen, setChosen] = createSignal<string>();
  onMount(() => void blocks.refresh());

  const found = createMemo(() => blocks.searchChat(query(), 50));
  const block = createMemo(() => found().find(({ id }) => id === chosen()) ?? found()[0]);
  const messagesOf = (of: ChatBlock) => {
    const content = contentFor(of.contents, [store.panel()?.place.language ?? null, intl.shown()]);
    const values = variableValues(store, me().agent.name);
    return (content?.messages ?? []).map((message) => ({ ...message, ...fillVariables(message.text, values) }));
  };
  const messages = createMemo(() => {
    const shown = block();
    return shown ? messagesOf(shown) : [];
  });
  const [sending, setSending] = createSignal(false);
  /** Under which id each file goes into this conversation: the same ones if it is tried again. */
  const copies = new Map<Attachment, string>();
  /** The ids of a message's files in this conversation; null, and said, where one cannot be had. */
  const placed = async (files: readonly Attachment[]): Promise<string[] | null> => {
    const ids: string[] = [];
    for (const file of files) {
      const id = copies.get(file) ?? browserEnvironment().newId();
      copies.set(file, id);
      const answer = await askPlaceStored(request, store.id, { id, file: file.id });
      if (!answer.ok) {
        showToast({ kind: "danger", text: `${file.name}: ${refusalText(answer.error)}` });
        return null;
      }
      ids.push(id);
    }
    return ids;
  };
  const missing = () => messages().find(({ open }) => open.length > 0)?.open[0];
  // Every file first: then the messages go in their order, or none of them.
  const send = async () => {
    const sent = block();
    if (!sent || missing() || sending()) return;
    const said = messages();
    setSending(true);
    const files = await Promise.all(said.map(({ attachments = [] }) => placed(attachments)));
    setSending(false);
    if (files.includes(null)) return;
    for (const [index, { text, buttons, article }] of said.entries()) {
      const attachments = files[index] ?? [];
      store.send(text, {
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(article ? { article } : {}),
        ...(buttons ? { buttons } : {}),
      });
    }
    blocks.used(sent.id);
    props.onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      size="lg"
      title={t("composer.chatBlocks.title")}
      footer={
        <>
          <a class="chat-block-manage" href="/text-blocks">
            {t("composer.blocks.manage")}
          </a>
          <Button variant="ghost" onClick={props.onClose}>
            {t("liveChat.cancel")}
          </Button>
          <Button
            variant="primary"
            pending={sending()}
            disabled={messages().length === 0 || missing() !== undefined}
            onClick={() => void send()}
          >
            {t("composer.chatBlocks.send", { count: messages().length })}
          </Button>
        </>
      }
    >
      <div class="chat-blocks">
        <Picker
          label={t("composer.chatBlocks.search")}
          groups={[
            {
              options: found().map((each) => ({
                value: each.id,
                label: each.title,
                detail: markupWords(messagesOf(each).map(wordsOf).join(" · ")),
              })),
            },
          ]}
          selected={block()?.id}
          loading={blocks.state() === "loading"}
          onQuery={(next) => {
            setQuery(next);
            setChosen(undefined);
          }}
          onPick={setChosen}
          onConfirm={() => void send()}
        />
        <div class="chat-block-look ui-scroll" role="group" aria-label={t("composer.chatBlocks.preview")} tabindex="0">
          <For each={messages()}>
            {({ text, attachments, article, buttons }) => (
              <div class="chat-block-message">
                <Show when={text}>
                  <FormattedText text={text} />
                </Show>
                <Show when={attachments}>
                  {(files) => (
                    <FileAccessProvider value={storedFileAccess}>
                      <MessageFiles files={files()} />
                    </FileAccessProvider>
                  )}
                </Show>
                <Show when={article}>{(card) => <EntryArticle card={card()} />}</Show>
                <Show when={buttons}>
                  {(choices) => (
                    <ChoiceRow label={t("composer.buttons")} choices={choices()} chosenLabel={t("composer.chosen")} />
                  )}
                </Show>
              </div>
            )}
          </For>
          <Show when={missing()}>
            {(variable) => (
              <p class="chat-block-missing" role="status">
                {t("composer.chatBlocks.missing", { name: variable().name })}
              </p>
            )}
          </Show>
        </div>
      </div>
    </Dialog>
  );
}
