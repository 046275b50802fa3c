import { For, Show } from "solid-js";
import { RichText } from "../../ui/rich-text.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { CopyButton } from "./copy-button.tsx";

/** What flows asked for in this conversation, and the labels that they put on it. */
export function CustomerCollected() {
  const { store } = useConversation();
  const collected = () => store.state()?.collected ?? [];
  const tags = () => store.state()?.tags ?? [];
  const priority = () => store.state()?.priority ?? "normal";
  return (
    <>
      <dl class="customer-facts">
        <For each={collected()}>
          {({ label, shown }) => (
            <div>
              <dt dir="auto">{label}</dt>
              <dd>
                <RichText text={shown} />
                <CopyButton text={shown} label={t("liveChat.panel.copyValue", { name: label })} />
              </dd>
            </div>
          )}
        </For>
        <Show when={priority() !== "normal"}>
          <div>
            <dt>{t("liveChat.panel.priority")}</dt>
            <dd>{t(`liveChat.panel.priority.${priority()}`)}</dd>
          </div>
        </Show>
      </dl>
      <Show when={tags().length > 0}>
        <ul class="customer-tags" aria-label={t("liveChat.panel.tags")}>
          <For each={tags()}>{(tag) => <li dir="auto">{tag}</li>}</For>
        </ul>
      </Show>
    </>
  );
}
