import ArrowLeft from "lucide-solid/icons/arrow-left";
import BadgeCheck from "lucide-solid/icons/badge-check";
import Check from "lucide-solid/icons/check";
import PanelRight from "lucide-solid/icons/panel-right";
import { Show, createMemo } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { useClock } from "../../ui/clock.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { createShortcut } from "../../ui/shortcut.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { CallButtons } from "../call/call-parts.ts";
import { t } from "../console-intl.ts";
import { CobrowsingButton, CobrowsingState } from "../cobrowsing/cobrowsing-state.tsx";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { useConversation } from "./conversation-context.tsx";
import { ConversationOwner } from "./conversation-owner.tsx";
import { ConversationStatus } from "./conversation-status.tsx";
import { ConversationTransfer } from "./conversation-transfer.tsx";
import { ConversationViewers } from "./conversation-viewers.tsx";
import { createStatusActions } from "./status-actions.ts";
import { untilText } from "./day-text.ts";
import "./conversation-header.css";

const DONE_KEYS = "Alt+KeyE";
const PANEL_KEYS = "Alt+KeyO";

/** Who it is, whose it is, and what can be done with the whole conversation. */
export function ConversationHeader() {
  const liveChat = useLiveChat();
  const screen = useConversation();
  const { store } = screen;
  const actions = createStatusActions();
  const status = () => (store.state() ?? screen.row())?.status;
  const customer = () => store.state()?.customer ?? screen.row()?.customer;
  /** The button that sets one status goes, and the other one comes. */
  const press = (to: "open" | "done") => {
    actions.set(to);
    screen.writeOn();
  };
  const togglePanel = () => screen.setPanelOpen(!screen.panelOpen());

  const group = () => t("liveChat.shortcuts");
  createShortcut({
    keys: DONE_KEYS,
    label: () => t("liveChat.shortcut.done"),
    group,
    when: () => store.state() !== null && status() !== "done" && !screen.askedIn(),
    run: () => actions.set("done"),
  });
  createShortcut({ keys: PANEL_KEYS, label: () => t("liveChat.shortcut.panel"), group, run: togglePanel });

  return (
    <header class="conversation-header">
      <div class="conversation-who">
        <IconButton class="conversation-back" label={t("liveChat.back")} onClick={() => liveChat.close()}>
          <ArrowLeft class="ui-mirror" />
        </IconButton>
        <Show when={customer()} fallback={<Skeleton width="2rem" height="2rem" round />}>
          {(known) => (
            <Avatar
              name={known().name ?? known().email ?? ""}
              seed={known().id}
              presence={store.panel()?.online ? "available" : "offline"}
              presenceLabel={t(store.panel()?.online ? "liveChat.online" : "liveChat.offline")}
            />
          )}
        </Show>
        <div class="conversation-names">
          <h2 class="conversation-name">
            <Show when={customer()} fallback={<Skeleton width="9rem" />}>
              <span class="ui-truncate" dir="auto">
                {screen.name()}
              </span>
            </Show>
            <Show when={customer()?.verified}>
              <span class="conversation-verified" role="img" aria-label={t("liveChat.verified")}>
                <BadgeCheck />
              </span>
            </Show>
          </h2>
          <About />
        </div>
        <ConversationViewers />
        <CobrowsingState />
      </div>
      <div class="conversation-actions">
        <CallButtons fallback={<span class="conversation-calls-place" />} />
        <Show when={!screen.askedIn()}>
          <CobrowsingButton />
          <ConversationOwner />
          <ConversationTransfer />
          <ConversationStatus actions={actions} />
          <Show
            when={status() !== "done"}
            fallback={<Button onClick={() => press("open")}>{t("liveChat.status.reopen")}</Button>}
          >
            <ToolButton
              variant="done"
              label={t("liveChat.status.done")}
              keys={DONE_KEYS}
              placement="bottom"
              disabled={store.state() === null}
              onClick={() => press("done")}
            >
              <Check stroke-width={2.5} />
            </ToolButton>
          </Show>
        </Show>
      </div>
      <ToolButton
        label={t(screen.panelOpen() ? "liveChat.panel.close" : "liveChat.panel.open")}
        keys={PANEL_KEYS}
        placement="bottom"
        aria-expanded={screen.panelOpen()}
        class="conversation-panel-toggle"
        onClick={togglePanel}
      >
        <PanelRight class="ui-mirror" />
      </ToolButton>
    </header>
  );
}

/** Number, site and topic, and the status where it is not simply open. */
function About() {
  const { store, row } = useConversation();
  const now = useClock();
  const state = store.state;
  const words = createMemo(() =>
    [state()?.site.name ?? row()?.site.name, state()?.topic ?? row()?.topic].filter((part) => part != null).join(" · "),
  );
  const number = () => row()?.number ?? null;
  const snoozed = () => {
    const until = state()?.snoozedUntil ?? null;
    return until === null
      ? t("liveChat.status.snoozedUntilReply")
      : t("liveChat.status.snoozedUntil", { time: untilText(until, now()) });
  };
  return (
    <p class="conversation-about">
      <Show when={number()}>
        {(known) => <span class="conversation-number">{t("liveChat.number", { number: String(known()) })}</span>}
      </Show>
      <Show when={state()?.status === "done"}>
        <Badge tone="green">{t("liveChat.status.done")}</Badge>
      </Show>
      <Show when={state()?.status === "snoozed"}>
        <Badge tone="brand">{snoozed()}</Badge>
      </Show>
      <span class="ui-truncate">{words()}</span>
    </p>
  );
}
