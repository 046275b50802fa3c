import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import MessageSquareReply from "lucide-solid/icons/message-square-reply";
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { createShortcut } from "../../ui/shortcut.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { keepBarShown, keptBarShown } from "./composer-bar-choice.ts";
import { createCollision } from "./composer-collision.ts";
import { ComposerProvider, type Composer, type Enclosure } from "./composer-context.tsx";
import { ComposerField } from "./composer-field.tsx";
import { insertAtCaret } from "./composer-insert.ts";
import { ComposerNotices } from "./composer-notices.tsx";
import { createArticleEnclosure } from "./article-enclosure.tsx";
import { BAR_KEYS } from "./composer-toggle.tsx";
import { filesEnclosure, pasteFiles } from "./composer-files.tsx";
import { useConversation, type WritingTab } from "./conversation-context.tsx";
import { askUploadLimits, give, openForUploads, uploadsOf } from "./conversation-uploads.ts";
import { TypingColleagues } from "./conversation-viewers.tsx";
import { mentionedIds } from "./mention-text.ts";
import { createStatusActions } from "./status-actions.ts";
import "./conversation-composer.css";

/** Where a reply to the customer or a note for the team is written. */
export function ConversationComposer() {
  const { directory } = useConsole();
  const liveChat = useLiveChat();
  const screen = useConversation();
  const { store, tab } = screen;
  const status = createStatusActions();
  let field: HTMLTextAreaElement | undefined;
  screen.onWrite(() => field?.focus());

  const text = () => liveChat.drafts.draft(store.id, tab());
  const setText = (next: string) => {
    liveChat.drafts.setDraft(store.id, tab(), next);
    store.typing(next.trim() !== "", tab());
  };
  const collision = createCollision({
    entries: store.entries,
    meId: screen.meId,
    isWriting: createMemo(() => liveChat.drafts.draft(store.id, "reply").trim() !== ""),
    atEnd: screen.atEnd,
    now: () => Date.now(),
  });

  /** In the order of the bar. */
  const article = createArticleEnclosure(tab);
  const uploads = uploadsOf(store.id, { id: screen.meId });
  onCleanup(openForUploads(store));
  void askUploadLimits();
  const enclosures: readonly Enclosure[] = [article, filesEnclosure(uploads)];
  const composer: Composer = {
    tab,
    text,
    enclosures,
    enclose: (card) => {
      article.choose(card);
      field?.focus();
    },
    uploads,
    insert: (words) => field && insertAtCaret(field, words),
    focus: () => field?.focus(),
  };
  const [barShown, setBarShown] = createSignal(keptBarShown(screen.meId));
  const showBar = (shown: boolean) => {
    setBarShown(shown);
    keepBarShown(screen.meId, shown);
  };

  const send = (andDone: boolean) => {
    const words = text().trim();
    const filled = enclosures.filter(({ some }) => some());
    if (words === "" && filled.length === 0) return;
    if (filled.some(({ obstacle }) => obstacle() !== null)) return;
    if (tab() === "reply" && !collision.maySend()) return;
    const enclosed = Object.assign({}, ...filled.map(({ take }) => take()));
    const mentions = tab() === "note" ? mentionedIds(words, directory()) : [];
    const said = { tab: tab(), text: words, mentions, enclosed };
    // With files it goes when they have arrived.
    if (!uploads.send(said)) give(store, said, []);
    setText("");
    if (andDone) status.set("done");
  };
  const choose = (next: WritingTab) => {
    if (next === tab()) return;
    store.typing(false, tab());
    screen.setTab(next);
  };
  // A press on a tab leads into the text; the arrows stay among the tabs.
  const pressed = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[role="tab"]')) field?.focus();
  };
  const editLast = () => {
    const own = store
      .entries()
      .findLast(
        ({ author, body }) =>
          (body.kind === "message" || body.kind === "note") &&
          body.deletedAt === null &&
          author.kind === "agent" &&
          author.id === screen.meId,
      );
    if (own) screen.setEditing(own.seq);
  };
  onCleanup(() => store.typing(false, tab()));
  createEffect(on(tab, () => screen.setEditing(null), { defer: true }));

  const group = () => t("liveChat.shortcuts");
  createShortcut({
    keys: "Alt+KeyL",
    label: () => t("liveChat.shortcut.reply"),
    group,
    run: () => screen.write("reply"),
  });
  createShortcut({
    keys: "Alt+KeyP",
    label: () => t("liveChat.shortcut.note"),
    group,
    run: () => screen.write("note"),
  });

  createShortcut({
    keys: BAR_KEYS,
    label: () => t("composer.bar.shortcut"),
    group,
    run: () => showBar(!barShown()),
  });

  return (
    <section class="composer-place" aria-label={t("liveChat.composer")}>
      <TypingColleagues />
      <div class="composer" data-tab={tab()} onClick={pressed} onPaste={(event) => pasteFiles(uploads, event)}>
        <ComposerNotices collision={collision} onSend={() => send(false)} onLook={() => field?.focus()} />
        <Tabs<WritingTab>
          class="composer-tabs"
          label={t("liveChat.composer")}
          tabs={[
            { value: "reply", label: t("liveChat.reply"), icon: () => <MessageSquareReply /> },
            { value: "note", label: t("liveChat.note"), icon: () => <LockKeyhole /> },
          ]}
          value={tab()}
          onChange={choose}
        >
          {(shown) => (
            <ComposerProvider value={composer}>
              <ComposerField
                tab={shown}
                text={text()}
                onText={setText}
                onSend={send}
                onEditLast={editLast}
                barShown={barShown()}
                onBarShown={showBar}
                ref={(made) => (field = made)}
              />
            </ComposerProvider>
          )}
        </Tabs>
      </div>
    </section>
  );
}
