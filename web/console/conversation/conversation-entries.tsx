import ArrowDown from "lucide-solid/icons/arrow-down";
import { For, Show, createEffect, createMemo, createSignal, on, onMount } from "solid-js";
import { announce } from "../../ui/announcer.ts";
import { useClock } from "../../ui/clock.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { t } from "../console-intl.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { useConversation } from "./conversation-context.tsx";
import { dayText } from "./day-text.ts";
import { EntryFact } from "./entry-fact.tsx";
import { GhostEntry } from "./entry-ghost.tsx";
import { keepLines, linesOf, type Line } from "./entry-lines.ts";
import { PendingEntry } from "./entry-pending.tsx";
import { createEntryScroll } from "./entry-scroll.ts";
import { EntryText } from "./entry-text.tsx";
import { chunksOf, type Chunk } from "./line-chunks.ts";
import { createAttention } from "./page-attention.ts";
import "./conversation-entries.css";

/** Entries drawn at first, and added each time the reader comes near the oldest one. */
const DRAWN_ENTRIES = 120;

/** The log: what was said and what happened, from the oldest entry here down to what is just being written. */
export function ConversationEntries() {
  const liveChat = useLiveChat();
  const screen = useConversation();
  const { store } = screen;
  const attentive = createAttention();
  let scroller: HTMLDivElement | undefined;
  let content: HTMLDivElement | undefined;

  const [drawn, setDrawn] = createSignal(DRAWN_ENTRIES);
  const [unreadAfter, setUnreadAfter] = createSignal<number | null>(null);
  const [flashed, setFlashed] = createSignal<string>();
  const [seenSeq, setSeenSeq] = createSignal(0);

  const isReady = createMemo(() => store.state() !== null);
  const newest = createMemo(() => store.entries().at(-1)?.seq ?? 0);
  const hidden = () => Math.max(0, store.entries().length - drawn());
  const lines = createMemo<Line[]>((before) => {
    const entries = store.entries();
    return keepLines(before, linesOf(hidden() === 0 ? entries : entries.slice(hidden()), unreadAfter()));
  }, []);
  const chunks = createMemo<Chunk[]>((before) => chunksOf(lines(), before), []);

  const scroll = createEntryScroll({
    onAtEnd: (atEnd) => screen.setAtEnd(atEnd),
    onTop: () => {
      if (hidden() > 0) setDrawn((count) => count + DRAWN_ENTRIES);
      else if (store.more() && !store.loadingOlder()) {
        setDrawn(Math.max(drawn(), store.entries().length) + DRAWN_ENTRIES);
        store.loadOlder();
      }
    },
  });
  onMount(() => {
    if (scroller && content) scroll.watch(scroller, content);
  });

  // What comes at the end is drawn besides what is drawn already, so nothing at the top goes.
  createEffect(
    on(newest, (seq, before) => {
      if (before !== undefined && before > 0 && seq > before) setDrawn((count) => count + (seq - before));
    }),
  );

  // The divider stands where the team had read up to when the agent came, and stays there.
  createEffect(
    on(isReady, (ready) => {
      if (!ready) return;
      setSeenSeq(newest());
      const read = store.receipts().team.read;
      const isUnread = store.entries().some(({ seq, author }) => seq > read && author.kind === "customer");
      if (isUnread && newest() > 0) setUnreadAfter(read);
      const at = liveChat.shownSeq();
      if (at !== null) return;
      queueMicrotask(() => {
        if (!isUnread || !scroll.toLine("unread", 0.25)) scroll.toEnd();
      });
    }),
  );

  createEffect(on([chunks, () => store.pending(), () => store.customerTyping()], () => scroll.settle()));
  createEffect(on(() => store.pending().length, (count, before) => before !== undefined && count > before && scroll.toEnd()));

  // Seen is what stands in sight of somebody who looks.
  createEffect(() => {
    if (!attentive() || !scroll.atEnd() || newest() === 0 || !isReady()) return;
    setSeenSeq(newest());
    store.read();
  });
  const newBelow = createMemo(
    () => store.entries().filter((entry) => entry.seq > seenSeq() && isFromOthers(entry, screen.meId)).length,
  );

  createEffect(
    on(newest, (seq, before) => {
      if (before === undefined || before === 0 || seq - before > 20) return;
      for (const { seq: at, author, body } of store.entries().slice(-20)) {
        if (at <= before || body.kind !== "message") continue;
        if (author.kind === "customer") announce(`${screen.name()}: ${body.text}`);
      }
    }),
  );

  /** Scrolls to an entry as soon as it is here; asks for older ones until then. */
  const [wanted, setWanted] = createSignal<number | null>(null);
  const show = (seq: number | null) => {
    setWanted(seq);
    if (seq === null) scroll.toEnd();
    else if (isReady()) store.loadBackTo(seq);
  };
  screen.onShow(show);
  createEffect(on(liveChat.shownSeq, (seq) => seq !== null && show(seq)));
  createEffect(() => {
    const seq = wanted();
    if (seq === null || !isReady()) return;
    const index = store.entries().findIndex((entry) => entry.seq === seq);
    if (index === -1) {
      if (store.more() && !store.loadingOlder()) store.loadBackTo(seq);
      return;
    }
    setDrawn((count) => Math.max(count, store.entries().length - index + 20));
    queueMicrotask(() => {
      const key = `seq ${seq}`;
      if (!scroll.toLine(key, 0.4)) return;
      setWanted(null);
      setFlashed(key);
    });
  });

  return (
    <div class="entries">
      {/* Scrolls, so the keyboard must reach it. */}
      <div
        ref={(made) => (scroller = made)}
        class="entries-scroller ui-scroll"
        role="region"
        tabindex="0"
        aria-label={t("liveChat.entries", { name: screen.name() })}
        aria-busy={!isReady()}
      >
        <div ref={(made) => (content = made)} class="entries-content">
          <Show when={isReady()} fallback={<EntriesSkeleton />}>
            <p class="entries-top">
              <Show when={store.more() || hidden() > 0} fallback={t("liveChat.entries.beginning")}>
                <Spinner label={t("liveChat.entries.loading")} />
              </Show>
            </p>
            <For each={chunks()}>
              {(chunk) => (
                <div class="entries-chunk" style={{ "--lines": chunk.lines.length }}>
                  <For each={chunk.lines}>{(line) => <LineView line={line} flashed={flashed() === line.key} />}</For>
                </div>
              )}
            </For>
            <For each={store.pending()}>{(line) => <PendingEntry line={line} />}</For>
            <GhostEntry />
          </Show>
        </div>
      </div>
      <Show when={!scroll.atEnd() && isReady()}>
        <button type="button" class="entries-pill" data-new={newBelow() > 0 ? "" : undefined} onClick={() => show(null)}>
          <ArrowDown />
          {newBelow() > 0 ? t("liveChat.entries.newBelow", { count: newBelow() }) : t("liveChat.entries.toEnd")}
        </button>
      </Show>
    </div>
  );
}

function isFromOthers(entry: { author: { kind: string; id?: string }; body: { kind: string } }, meId: string): boolean {
  if (entry.body.kind !== "message" && entry.body.kind !== "note") return false;
  return entry.author.kind === "customer" || (entry.author.kind === "agent" && entry.author.id !== meId);
}

function LineView(props: { line: Line; flashed: boolean }) {
  const now = useClock();
  // A line's kind never changes: its key would.
  const { line } = props;
  switch (line.kind) {
    case "day":
      return (
        <div class="entries-day" data-line={line.key} role="separator" aria-label={dayText(line.at, now())}>
          <span>{dayText(line.at, now())}</span>
        </div>
      );
    case "unread":
      return (
        <div class="entries-unread" data-line={line.key} role="separator" aria-label={t("liveChat.entries.unread")}>
          <span>{t("liveChat.entries.unread")}</span>
        </div>
      );
    case "fact":
      return <EntryFact entry={line.entry} lineKey={line.key} />;
    case "text":
      return <EntryText line={line} flashed={props.flashed} />;
    default:
      return line satisfies never;
  }
}

function EntriesSkeleton() {
  return (
    <div class="entries-skeleton" role="status" aria-label={t("ui.loading")}>
      <Skeleton width="62%" height="3.25rem" />
      <Skeleton width="38%" height="2.25rem" />
      <Skeleton width="54%" height="3.25rem" />
      <Skeleton width="44%" height="2.25rem" />
    </div>
  );
}
