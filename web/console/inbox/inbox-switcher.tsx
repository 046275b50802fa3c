import { listNameSchema, type ListName } from "#protocol/inbox";
import { useLocation } from "@solidjs/router";
import { createEffect, For, Show } from "solid-js";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { listAddress } from "./live-chat-address.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import "./inbox-switcher.css";

const names = listNameSchema.options;

/** The five lists with how many stand in each. `quiet`: none of them is on the screen, a search is. */
export function InboxSwitcher(props: { quiet: boolean; onChoose: () => void }) {
  const { inbox } = useConsole();
  const liveChat = useLiveChat();
  const location = useLocation();

  const counted = (list: ListName) => {
    const { count, exact } = inbox.count(list);
    // Done only grows: its number says nothing to anybody.
    if (count === 0 || list === "done") return undefined;
    return `${intl.number(Math.min(count, 999))}${exact && count <= 999 ? "" : "+"}`;
  };
  const current = (list: ListName) => !props.quiet && liveChat.listName() === list;

  return (
    <nav aria-label={t("liveChat.lists")}>
      <ul class="inbox-switcher">
        <For each={names}>
          {(list) => (
            <li>
              <a
                class="inbox-switch"
                href={`${listAddress(list)}${location.search}`}
                aria-current={current(list) ? "page" : undefined}
                aria-label={t(`liveChat.list.${list}`)}
                aria-describedby={counted(list) ? `inbox-count-${list}` : undefined}
                data-list={list}
                data-count={counted(list)}
                // Where the words take more than one line's room, the chosen one is in sight.
                ref={(link) => {
                  createEffect(() => current(list) && link.scrollIntoView?.({ block: "nearest", inline: "nearest" }));
                }}
                onClick={() => props.onChoose()}
              >
                {t(`liveChat.switch.${list}`)}
              </a>
              <Show when={counted(list)}>
                <span hidden id={`inbox-count-${list}`}>
                  {t("liveChat.list.count", { count: inbox.count(list).count })}
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
