import type { SearchHit } from "#protocol/inbox";
import { For, Show, createMemo } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { t } from "../console-intl.ts";
import { customerName } from "../conversation/customer-name.ts";
import { conversationAddress } from "./live-chat-address.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import { excerptParts } from "./search-excerpt.ts";
import "./inbox-hit.css";

/** One hit of the search; opening it leads to the entry with the words. */
export function InboxHit(props: { hit: SearchHit; focusable: boolean }) {
  const liveChat = useLiveChat();
  const row = () => props.hit.row;
  const current = () =>
    liveChat.conversationId() === row().id && (props.hit.seq === null || liveChat.shownSeq() === props.hit.seq);
  const parts = createMemo(() => excerptParts(props.hit.excerpt ?? row().lastMessage?.text ?? ""));
  const about = () =>
    [
      row().number === null ? null : t("liveChat.number", { number: String(row().number) }),
      row().customer.email,
      t(`liveChat.status.${row().status}`),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  return (
    <a
      class="inbox-row inbox-hit"
      href={conversationAddress(row().id, liveChat.listName(), props.hit.seq)}
      aria-current={current() ? "page" : undefined}
      tabindex={props.focusable ? 0 : -1}
    >
      <Avatar name={row().customer.name ?? row().customer.email ?? ""} seed={row().customer.id} />
      <span class="inbox-row-main">
        <span class="inbox-row-line">
          <span class="inbox-row-name ui-truncate" dir="auto">
            {customerName(row().customer)}
          </span>
          <span class="inbox-row-end">
            <RelativeTime class="inbox-row-time" at={row().lastAt} short />
          </span>
        </span>
        <span class="inbox-hit-words" dir="auto">
          <For each={parts()}>
            {(part) => (
              <Show when={part.hit} fallback={part.text}>
                <mark>{part.text}</mark>
              </Show>
            )}
          </For>
        </span>
        <span class="inbox-row-line inbox-row-about">
          <span class="ui-truncate">{about()}</span>
        </span>
      </span>
    </a>
  );
}
