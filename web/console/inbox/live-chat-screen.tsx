import { idSchema } from "#protocol/ids";
import { sortSchema } from "#protocol/inbox";
import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { Show, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import { request } from "../../connection/http.ts";
import { createDraftStore } from "../../store/draft-store.ts";
import { whenIdle } from "../../ui/part.tsx";
import { createShortcut } from "../../ui/shortcut.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { ConversationEmpty } from "../conversation/conversation-empty.tsx";
import { ConversationGone } from "../conversation/conversation-gone.tsx";
import { ConversationView } from "../conversation/conversation-part.ts";
import { InboxColumn } from "./inbox-column.tsx";
import { queryOf } from "./inbox-filters.ts";
import { conversationAddress, listAddress, listNamed } from "./live-chat-address.ts";
import { LiveChatProvider, type LiveChat, type LiveChatServices } from "./live-chat-context.tsx";
import { keptPanelOpen, keepPanelOpen } from "./live-chat-panel-choice.ts";
import { createStep } from "./live-chat-step.ts";
import "./live-chat-screen.css";

/** The Live Chat screens, for the route `liveChatRoute`: lists, conversation and customer's panel; on a phone one after the other. */
export function LiveChatScreen() {
  const { me } = useConsole();
  const drafts = createDraftStore({ owner: me().agent.id });
  onCleanup(() => drafts.dispose());
  return <LiveChatView services={{ drafts, request }} />;
}

/** The same with services of one's own. */
export function LiveChatView(props: { services: LiveChatServices }) {
  const { inbox } = useConsole();
  const params = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [panelOpen, setPanelOpen] = createSignal(keptPanelOpen());

  const listName = createMemo(() => listNamed(params["list"]));
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
  const filters = createMemo(() => {
    const sort = sortSchema.safeParse(one(search["sort"]));
    return {
      team: one(search["team"]) ?? null,
      agent: one(search["agent"]) ?? null,
      sort: sort.success ? sort.data : null,
    };
  });
  const list = createMemo(() => inbox.list(queryOf(listName(), filters())));
  const conversationId = createMemo(() => params["id"] ?? null);

  /** Filters stay in the address; the place in a transcript does not. */
  const go = (address: string, at: number | null = null) => {
    const query = new URLSearchParams();
    for (const name of ["team", "agent", "sort"] as const) {
      const value = one(search[name]);
      if (value !== undefined) query.set(name, value);
    }
    if (at !== null) query.set("at", String(at));
    const text = query.toString();
    navigate(text === "" ? address : `${address}?${text}`, { scroll: false });
  };

  const steps = createStep({ list, current: conversationId, open: (id) => go(conversationAddress(id, listName())) });

  const liveChat: LiveChat = {
    ...props.services,
    listName,
    list,
    conversationId,
    shownSeq: createMemo(() => {
      const seq = Number(one(search["at"]) ?? Number.NaN);
      return Number.isInteger(seq) && seq > 0 ? seq : null;
    }),
    open: (id, at = null) => go(conversationAddress(id, listName()), at),
    close: () => go(listAddress(listName())),
    step: steps.step,
    reached: steps.reached,
    panelOpen,
    setPanelOpen: (open) => {
      setPanelOpen(open);
      keepPanelOpen(open);
    },
  };

  const group = () => t("liveChat.shortcuts");
  createShortcut({ keys: "Alt+KeyJ", label: () => t("liveChat.shortcut.next"), group, run: () => liveChat.step(1) });
  createShortcut({
    keys: "Alt+KeyK",
    label: () => t("liveChat.shortcut.previous"),
    group,
    run: () => liveChat.step(-1),
  });

  onMount(() => whenIdle(ConversationView.preload));

  return (
    <LiveChatProvider value={liveChat}>
      <div class="live-chat" data-step={conversationId() === null ? "list" : "conversation"}>
        <h1 class="ui-hidden">{t("liveChat.title")}</h1>
        <InboxColumn />
        <Show when={conversationId()} keyed fallback={<ConversationEmpty />}>
          {(id) => (
            // An id that can be none, as of a link that took the full stop after it along, is not asked for.
            <Show when={idSchema.safeParse(id).success} fallback={<NoConversation onBack={() => liveChat.close()} />}>
              <ConversationView id={id} fallback={<ConversationPlace />} />
            </Show>
          )}
        </Show>
      </div>
    </LiveChatProvider>
  );
}

/** Stands where the conversation will, while its scripts are on their way. */
function ConversationPlace() {
  return (
    <div class="conversation-none">
      <SkeletonRows rows={5} label={t("ui.loading")} />
    </div>
  );
}

function NoConversation(props: { onBack: () => void }) {
  return (
    <div class="conversation-none">
      <ConversationGone onBack={props.onBack} />
    </div>
  );
}
