import { canReadTeam } from "#domain/agent/agent";
import { closeCode } from "#protocol/close-code";
import { useLocation } from "@solidjs/router";
import { Match, Show, Switch, createEffect, createMemo, createSignal, onMount, untrack } from "solid-js";
import { createConversationStore } from "../../store/conversation-store.ts";
import { filePaths } from "#protocol/file-paths";
import { type FileAccess, FileAccessProvider } from "../../attachment/file-context.tsx";
import { FileDrop } from "../../attachment/file-drop.tsx";
import { whenIdle } from "../../ui/part.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { preloadFormattedText } from "../../ui/formatted-text.tsx";
import { createNarrow } from "../../ui/narrow.ts";
import { useCallDesk } from "../call/call-desk.ts";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import type { showingPage } from "../inbox/live-chat-address.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { createRevival } from "../session/session-revival.ts";
import { addFiles } from "./composer-files.tsx";
import { uploadsOf } from "./conversation-uploads.ts";
import { ConversationComposer } from "./conversation-composer.tsx";
import { ConversationProvider, type ConversationScreen, type WritingTab } from "./conversation-context.tsx";
import { ConversationEntries } from "./conversation-entries.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { createMediaQuery } from "../navigation/media-query.ts";
import { createTypedNowhere } from "./typed-nowhere.ts";
import { ConversationGone } from "./conversation-gone.tsx";
import { createRefusalToasts } from "./conversation-refusals.ts";
import { CobrowsingStage } from "../cobrowsing/cobrowsing-parts.ts";
import { CustomerPanelView, preloadConversationParts } from "./conversation-parts.ts";
import { customerName } from "./customer-name.ts";
import "./conversation-view.css";

/** On a phone the keyboard would cover what one came to read. */
const hasKeys = () => matchMedia("(pointer: fine)").matches;

/** One conversation with its header, entries, composer and the customer's panel. Made anew for each conversation. */
export function ConversationView(props: { id: string }) {
  const { inbox, me } = useConsole();
  const liveChat = useLiveChat();
  const id = props.id;
  const store = createConversationStore({ id, me: { id: me().agent.id, name: me().agent.name } });
  createRefusalToasts(store);
  createRevival(store);

  const row = createMemo(() => inbox.row(id) ?? null);
  onMount(() => {
    if (row() === null) void inbox.loadRow(id);
  });

  const calls = useCallDesk();
  const room = createNarrow(34);
  const isNarrowWindow = createMediaQuery("(max-width: 78rem)");
  // A call stands beside its conversation, where the customer's panel stood.
  const isNarrow = () => isNarrowWindow() || calls.wish()?.conversation === id;
  const [sheetOpen, setSheetOpen] = createSignal(false);
  const begun = (where: WritingTab) => liveChat.drafts.draft(id, where).trim() !== "";
  const [tab, setTab] = createSignal<WritingTab>(untrack(() => begun("note") && !begun("reply")) ? "note" : "reply");
  const [atEnd, setAtEnd] = createSignal(true);
  const [editing, setEditing] = createSignal<number | null>(null);
  /** The session whose page this agent has closed here. */
  const [closedPage, setClosedPage] = createSignal<string | null>(null);
  const live = () => {
    const running = store.state()?.cobrowse;
    return running?.phase === "live" ? running.session : null;
  };
  const location = useLocation<typeof showingPage>();
  createEffect(() => {
    if (location.state?.showPage) setClosedPage(null);
  });
  let focusComposer = () => {};
  let showEntry: (seq: number | null) => void = () => {};

  const screen: ConversationScreen = {
    store,
    row,
    name: createMemo(() => {
      const customer = store.state()?.customer ?? row()?.customer;
      return customer ? customerName(customer) : t("liveChat.customer");
    }),
    meId: me().agent.id,
    isNarrow: room.isNarrow,
    askedIn: createMemo(() => {
      const team = store.state()?.team.id;
      const { agent, teams } = me();
      const own = teams.map((each) => each.id);
      return team !== undefined && !canReadTeam(agent.role, own, team);
    }),
    skew: () => store.serverNow() - Date.now(),
    tab,
    setTab,
    write: (next) => {
      setTab(next);
      queueMicrotask(() => focusComposer());
    },
    writeOn: () => {
      if (hasKeys()) focusComposer();
    },
    writeAgain: (next, text) => {
      const before = liveChat.drafts.draft(id, next);
      liveChat.drafts.setDraft(id, next, before === "" ? text : `${before}\n${text}`);
      screen.write(next);
    },
    onWrite: (focus) => (focusComposer = focus),
    show: (seq) => showEntry(seq),
    onShow: (show) => (showEntry = show),
    atEnd,
    setAtEnd,
    editing,
    setEditing,
    pageOpen: createMemo(() => live() !== null && live() !== closedPage()),
    setPageOpen: (open) => setClosedPage(open ? null : live()),
    panelOpen: () => (isNarrow() || screen.pageOpen() ? sheetOpen() : liveChat.panelOpen()),
    setPanelOpen: (open) => (isNarrow() || screen.pageOpen() ? setSheetOpen(open) : liveChat.setPanelOpen(open)),
  };
  preloadFormattedText();
  // The session's cookie goes along by itself.
  const access: FileAccess = {
    address: (file, part) => (part === "file" ? filePaths.file(id, file) : filePaths.thumbnail(id, file)),
    renew: () => {},
  };
  onMount(() => whenIdle(preloadConversationParts));
  onMount(() => screen.writeOn());
  // What had the focus may go by itself: with a call that ends, with what a colleague does.
  createTypedNowhere(() => focusComposer());

  const closedCode = () => {
    const state = store.connection();
    return state.kind === "closed" ? state.code : null;
  };
  const gone = () => closedCode() === closeCode.notFound || closedCode() === closeCode.forbidden;

  return (
    <ConversationProvider value={screen}>
      <FileAccessProvider value={access}>
        <section class="conversation" data-page={screen.pageOpen() ? "" : undefined} aria-label={screen.name()}>
          <Show when={screen.pageOpen() && live()} keyed>
            {(session) => <CobrowsingStage session={session} fallback={<div class="conversation-page-place" />} />}
          </Show>
          <div class="conversation-main" ref={room.watch} data-narrow={room.isNarrow() ? "" : undefined}>
            <Switch>
              <Match when={gone()}>
                <ConversationGone onBack={() => liveChat.close()} />
              </Match>
              <Match when={true}>
                <ConversationHeader />
                <Switch>
                  <Match when={closedCode() !== null}>
                    <Banner
                      tone="red"
                      action={
                        <Button size="sm" onClick={() => store.reconnect()}>
                          {t("ui.retry")}
                        </Button>
                      }
                    >
                      {t("liveChat.connection.closed")}
                    </Banner>
                  </Match>
                  <Match when={store.connection().kind === "waiting"}>
                    <Banner tone="amber" busy>
                      {t("liveChat.connection.waiting")}
                    </Banner>
                  </Match>
                </Switch>
                <ConversationEntries />
                <FileDrop onFiles={(files) => addFiles(uploadsOf(id, { id: screen.meId }), files)} />
                <ConversationComposer />
              </Match>
            </Switch>
          </div>
          <Show when={screen.panelOpen() && !gone()}>
            <CustomerPanelView
              sheet={isNarrow() || screen.pageOpen()}
              fallback={
                <div class="customer-panel-place" data-sheet={isNarrow() || screen.pageOpen() ? "" : undefined} />
              }
            />
          </Show>
        </section>
      </FileAccessProvider>
    </ConversationProvider>
  );
}
