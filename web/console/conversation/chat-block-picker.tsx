import { contentFor } from "#domain/text-block/block-content";
import { fillVariables } from "#domain/text-block/variable";
import type { ChatBlock } from "#protocol/text-block";
import { For, Show, createMemo, createSignal, onMount } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { ChoiceRow } from "../../ui/choice-row.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { markupWords } from "../../ui/markup.ts";
import { Picker } from "../../ui/picker.tsx";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { ownBlocks } from "../text-block/own-blocks.ts";
import { variableValues } from "../text-block/variable-values.ts";
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
    return (content?.messages ?? []).map(({ text, buttons }) => ({ ...fillVariables(text, values), buttons }));
  };
  const messages = createMemo(() => {
    const shown = block();
    return shown ? messagesOf(shown) : [];
  });
  const missing = () => messages().find(({ open }) => open.length > 0)?.open[0];
  const send = () => {
    const sent = block();
    if (!sent || missing()) return;
    for (const { text, buttons } of messages()) store.send(text, buttons ? { buttons } : {});
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
          <Button variant="primary" disabled={messages().length === 0 || missing() !== undefined} onClick={send}>
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
              options: found().map(({ id, title, contents }) => ({
                value: id,
                label: title,
                detail: markupWords(contents[0]?.messages[0]?.text ?? ""),
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
        />
        <div class="chat-block-look ui-scroll" role="group" aria-label={t("composer.chatBlocks.preview")} tabindex="0">
          <For each={messages()}>
            {({ text, buttons }) => (
              <div class="chat-block-message">
                <FormattedText text={text} />
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
