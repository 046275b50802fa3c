import type { InboxRow } from "#protocol/inbox";
import { For, Match, Show, Switch, createEffect, createSignal, on } from "solid-js";
import { askEarlier } from "../../connection/conversation-requests.ts";
import { StatusDot } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { t } from "../console-intl.ts";
import { conversationAddress } from "../inbox/live-chat-address.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { useConversation } from "./conversation-context.tsx";

const tones = { open: "amber", snoozed: "brand", done: "green" } as const;

/** The customer's other conversations, the newest first; each opens in the place of this one. */
export function CustomerEarlier(props: { customerId: string }) {
  const liveChat = useLiveChat();
  const { store } = useConversation();
  const [rows, setRows] = createSignal<readonly InboxRow[]>([]);
  const [next, setNext] = createSignal<string | null>(null);
  const [state, setState] = createSignal<"loading" | "ready" | "failed">("loading");

  const load = async (customerId: string, cursor: string | null) => {
    setState("loading");
    const result = await askEarlier(liveChat.request, customerId, cursor);
    if (customerId !== props.customerId) return;
    if (!result.ok) {
      setState("failed");
      return;
    }
    const others = result.value.rows.filter(({ id }) => id !== store.id);
    setRows(cursor === null ? others : [...rows(), ...others]);
    setNext(result.value.next);
    setState("ready");
  };
  createEffect(
    on(
      () => props.customerId,
      (customerId) => void load(customerId, null),
    ),
  );

  return (
    <>
      <ul class="customer-earlier" aria-label={t("liveChat.panel.earlier")}>
        <For each={rows()}>
          {(row) => (
            <li>
              <a href={conversationAddress(row.id, liveChat.listName())} class="customer-earlier-row">
                <StatusDot tone={tones[row.status]} label={t(`liveChat.status.${row.status}`)} />
                <span class="customer-earlier-words">
                  <span class="ui-truncate" dir="auto">
                    {row.topic ?? row.lastMessage?.text ?? t("liveChat.row.nothing")}
                  </span>
                  <span class="customer-page-detail">
                    <Show when={row.number !== null}>
                      <span>{t("liveChat.number", { number: String(row.number) })}</span>
                    </Show>
                    <RelativeTime at={row.lastAt} short />
                  </span>
                </span>
              </a>
            </li>
          )}
        </For>
      </ul>
      <Switch>
        <Match when={state() === "failed"}>
          <p class="customer-none" role="alert">
            {t("liveChat.panel.earlierFailed")}{" "}
            <Button size="sm" variant="ghost" onClick={() => void load(props.customerId, next())}>
              {t("ui.retry")}
            </Button>
          </p>
        </Match>
        <Match when={state() === "loading" && rows().length === 0}>
          <SkeletonRows rows={2} label={t("ui.loading")} />
        </Match>
        <Match when={rows().length === 0}>
          <p class="customer-none">{t("liveChat.panel.noEarlier")}</p>
        </Match>
        <Match when={next() !== null}>
          <Button
            size="sm"
            variant="ghost"
            pending={state() === "loading"}
            onClick={() => void load(props.customerId, next())}
          >
            {t("liveChat.panel.earlierMore")}
          </Button>
        </Match>
      </Switch>
    </>
  );
}
