import { useMatch, useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  on,
  onCleanup,
  Show,
  Suspense,
  untrack,
  type JSX,
} from "solid-js";
import { Portal } from "solid-js/web";
import type { Me } from "#protocol/workspace";
import { createInboxStore } from "../../store/inbox-store.ts";
import { createDraftStore } from "../../store/draft-store.ts";
import { createFilling } from "../../ui/over-page.ts";
import { whenIdle } from "../../ui/part.tsx";
import { showToast } from "../../ui/toast.tsx";
import { CallDeskProvider, createCallDesk } from "../call/call-desk.ts";
import { CallWindow } from "../call/call-parts.ts";
import { ConsoleProvider } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { languageChoiceOf } from "../console-language.ts";
import { BrokenScreen, LoadingScreen } from "../console-plain-screen.tsx";
import { consolePart } from "../console-screen.ts";
import { createPageTitle, createTab } from "../console-title.ts";
import { liveChatRoute } from "../inbox/live-chat-address.ts";
import { readableTeams } from "../inbox/readable-teams.ts";
import { createNotificationCenter } from "../notification/notification-center.ts";
import { NotificationProvider } from "../notification/notification-context.tsx";
import { pruneDesktop, showDesktop } from "../notification/notification-desktop.ts";
import { followNotificationPreferences } from "../notification/notification-preferences.ts";
import { createSilence } from "../notification/notification-silence.ts";
import { makeSpeaker } from "../notification/notification-speaker.ts";
import { makeWindows } from "../notification/notification-windows.ts";
import { cardAddress, cardWords } from "../notification/notification-words.ts";
import { conversationOf } from "../notification/notification-decision.ts";
import { NotificationStrip } from "../notification/notification-strip.tsx";
import { SoundBanner } from "../notification/sound-banner.tsx";
import { useSession } from "../session/session-context.tsx";
import { createRevival } from "../session/session-revival.ts";
import { createConsoleShortcuts } from "../shortcuts/console-shortcuts.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { NavigationBar } from "./navigation-bar.tsx";
import { askWhileTeamless } from "./teamless.ts";
import "./console-shell.css";

const ShortcutsDialog = consolePart(() =>
  import("../shortcuts/shortcuts-dialog.tsx").then((file) => file.ShortcutsDialog),
);
/** Brings the conversation's connection with it, which nobody waits for. */
const loadUnsent = () => import("../../store/unsent.ts");

const idsOf = (teams: Me["teams"]) => teams.map(({ id }) => id);

/** Everything that stands around a screen once somebody is signed in. Begins anew when that is another agent. */
export function ConsoleShell(props: { children?: JSX.Element }) {
  const session = useSession();
  const begun = createMemo(() => session.me()?.agent.id);
  return (
    <Show when={begun()} keyed>
      <Show when={untrack(session.me)} keyed>
        {(first) => <Shell first={first}>{props.children}</Shell>}
      </Show>
    </Show>
  );
}

function Shell(props: { first: Me; children: JSX.Element }) {
  const session = useSession();
  const navigate = useNavigate();
  // Signing out empties the session a moment before these screens go: they keep reading the last one.
  const me = createMemo<Me>(
    (last) => session.me() ?? last,
    untrack(() => props.first),
  );
  const inbox = createInboxStore({
    me: { id: me().agent.id },
    teamIds: idsOf(me().teams),
    readableTeamIds: idsOf(readableTeams(me())),
    onTeamsChanged: () => {
      void session.load();
      void session.loadDirectory();
    },
  });
  onCleanup(() => inbox.dispose());
  const teams = createMemo(() => ({ own: idsOf(me().teams), readable: idsOf(readableTeams(me())) }), undefined, {
    equals: (a, b) => a.own.join() === b.own.join() && a.readable.join() === b.readable.join(),
  });
  createEffect(on(teams, (next) => inbox.setTeams(next), { defer: true }));
  const visible = createVisible();
  askWhileTeamless({
    isTeamless: () => teams().readable.length === 0,
    isVisible: visible,
    ask: () => void session.load(),
  });
  // What this agent left unsent in conversations that are not open now, as before a reload.
  const agent = { id: me().agent.id };
  whenIdle(() => {
    const send = async () => {
      const unsent = await loadUnsent();
      if (session.me()?.agent.id === agent.id) unsent.sendUnsent(agent);
    };
    // Without it they are sent when their conversation is opened, or by the next page.
    send().catch(() => undefined);
  });
  void session.loadDirectory();

  createRevival({
    connection: inbox.connection,
    reconnect: inbox.reconnect,
    onEnd: () => showToast({ text: t("signIn.ended") }),
  });
  createEffect(
    on(
      () => me().language,
      (language) => {
        const choice = languageChoiceOf(language);
        if (choice !== "auto" && choice !== intl.choice()) intl.choose(choice).catch(() => undefined);
      },
    ),
  );

  const signOut = async () => {
    const unsent = await loadUnsent().catch(() => null);
    const answer = unsent && (await session.signOut());
    if (!answer?.ok) {
      showToast({ kind: "danger", text: t("account.signOutFailed") });
      return;
    }
    // Whoever sits at this browser next must neither read nor send what this agent had begun.
    unsent?.forgetAgentsUnsent(agent);
    const drafts = createDraftStore({ owner: agent.id });
    drafts.forget();
    drafts.dispose();
  };

  const conversation = useMatch(() => liveChatRoute);
  const conversationId = () => conversation()?.params["id"] ?? null;
  onCleanup(followNotificationPreferences());
  const notifications = createNotificationCenter({
    inbox,
    me,
    speaker: makeSpeaker(),
    silence: createSilence(),
    windows: makeWindows,
    onScreen: () => ({ conversationId: conversationId(), lists: conversation() !== undefined, visible: visible() }),
    showDesktop: (card, isCurrent) => {
      const { kicker, title, body } = cardWords(card);
      showDesktop({
        title: card.kind === "message" ? kicker : kicker ? `${kicker}: ${title}` : title,
        body,
        tag: conversationOf(card) ?? card.kind,
        stays: card.kind === "waiting" || card.kind === "calling",
        onOpen: () => navigate(cardAddress(card)),
        isCurrent,
      });
    },
    pruneDesktop,
  });

  // Before somebody's eyes it is seen, also when it comes or the connection comes back meanwhile.
  createEffect(() => {
    const id = conversationId();
    if (id !== null && visible() && inbox.mentions().some(({ conversation: about }) => about === id))
      untrack(() => inbox.seeMention(id));
  });

  const filling = createFilling();
  const calls = createCallDesk();
  const [shortcutsOpen, setShortcutsOpen] = createSignal(false);
  const shortcutsAsked = createMemo((asked: boolean) => asked || shortcutsOpen(), false);
  const openShortcuts = () => setShortcutsOpen(true);
  createConsoleShortcuts({ onShortcuts: openShortcuts });
  createPageTitle(() => t("liveChat.title"));
  createTab(inbox.unreadCount);

  return (
    <ConsoleProvider value={{ me, changeMe: session.change, directory: session.directory, inbox, signOut }}>
      <NotificationProvider value={notifications}>
        <CallDeskProvider value={calls}>
          <div class="shell" data-conversation={conversationId() === null ? undefined : ""}>
            <NavigationBar onShortcuts={openShortcuts} />
            <div class="shell-screen">
              {/* What fills the screen shows nothing but what stands inside of it. */}
              <Show when={filling()} fallback={<NotificationStrip />}>
                {(element) => (
                  <Portal mount={element()} ref={(place) => place.classList.add("shell-over")}>
                    <NotificationStrip />
                  </Portal>
                )}
              </Show>
              <ConnectionBanner />
              <SoundBanner />
              <main class="shell-main">
                <ErrorBoundary fallback={(error: unknown) => <BrokenScreen error={error} />}>
                  <Suspense fallback={<LoadingScreen />}>{props.children}</Suspense>
                </ErrorBoundary>
              </main>
            </div>
            <Show when={calls.wish()} keyed>
              {(wish) => <CallWindow wish={wish} beside={conversationId()} />}
            </Show>
          </div>
        </CallDeskProvider>
        <Show when={shortcutsAsked()}>
          <ShortcutsDialog open={shortcutsOpen()} onOpenChange={setShortcutsOpen} />
        </Show>
      </NotificationProvider>
    </ConsoleProvider>
  );
}

/** Whether somebody can see this window. */
function createVisible() {
  const [visible, setVisible] = createSignal(document.visibilityState === "visible");
  const read = () => setVisible(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", read);
  onCleanup(() => document.removeEventListener("visibilitychange", read));
  return visible;
}
