import type { Entry } from "#protocol/entry";
import ArrowDown from "lucide-solid/icons/arrow-down";
import { For, Show, createEffect, createMemo, createSignal, on, onMount } from "solid-js";
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
import { uploadsOf } from "./conversation-uploads.ts";
import { ParcelEntry } from "./conversation-parts.ts";
import { PendingEntry } from "./entry-pending.tsx";
import { createEntryScroll } from "./entry-scroll.ts";
import { createEntryWindow } from "./entry-window.ts";
import { EntryText } from "./entry-text.tsx";
import { chunksOf, type Chunk } from "./line-chunks.ts";
import { createAttention } from "./page-attention.ts";
import "./conversation-entries.css";

/** The log: what was said and what happened, from the oldest entry here down to what is just being written. */
export function ConversationEntries() {
  const liveChat = useLiveChat();
  const screen = useConversation();
  const { store } = screen;
  const uploads = uploadsOf(store.id, { id: screen.meId });
  const attentive = createAttention();
  let scroller: HTMLDivElement | undefined;
  let content: HTMLDivElement | undefined;

  const [unreadAfter, setUnreadAfter] = createSignal<number | null>(null);
  const [flashed, setFlashed] = createSignal<string>();
  const [seenSeq, setSeenSeq] = createSignal(0);

  const isReady = createMemo(() => store.state() !== null);
  const newest = createMemo(() => store.entries().at(-1)?.seq ?? 0);
  const drawn = createEntryWindow(store.entries);
  const lines = createMemo<Line[]>((before) => keepLines(before, linesOf(drawn.drawn(), unreadAfter())), []);
  const chunks = createMemo<ReadonlyMap<number, Chunk>>((before) => chunksOf(lines(), before), new Map());

  const scroll = createEntryScroll({
    onAtEnd: (atEnd) => screen.setAtEnd(atEnd),
    onTop: () => {
      if (drawn.hidesOlder()) drawn.older();
      else if (store.more() && !store.loadingOlder()) {
        drawn.older();
        store.loadOlder();
      }
    },
    onBottom: () => drawn.newer(),
    isWhole: () => !drawn.hidesNewer(),
  });
  onMount(() => {
    if (scroller && content) scroll.watch(scroller, content);
  });

  // The divider stands where the team had read up to when the agent came, and stays there.
  createEffect(
    on(isReady, (ready) => {
      if (!ready) return;
      setSeenSeq(newest());
      drawn.toEnd();
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
  const toEnd = () => {
    if (drawn.hidesNewer()) drawn.toEnd();
    scroll.toEnd();
  };
  createEffect(
    on(
      () => store.pending().length,
      (count, before) => before !== undefined && count > before && toEnd(),
    ),
  );

  // Seen is what stands in sight of somebody who looks.
  createEffect(() => {
    if (!attentive() || !scroll.atEnd() || newest() === 0 || !isReady()) return;
    setSeenSeq(newest());
    store.read();
  });
  const newBelow = createMemo(
    () => entriesAfter(store.entries(), seenSeq()).filter((entry) => isFromOthers(entry, screen.meId)).length,
  );

  /** Scrolls to an entry as soon as it is here; asks for older ones until then. */
  const [wanted, setWanted] = createSignal<number | null>(null);
  const show = (seq: number | null) => {
    setWanted(seq);
    if (seq === null) toEnd();
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
    drawn.around(seq);
    queueMicrotask(() => {
      const key = `seq ${seq}`;
      if (!scroll.toLine(key, 0.4)) return;
      setWanted(null);
      setFlashed(key);
    });
  });

  return (
    <div class="entries">
      {/* Scrolls, so the keyboard must reach it. What comes in is read out, older entries are not. */}
      <div
        ref={(made) => (scroller = made)}
        class="entries-scroller ui-scroll"
        role="region"
        tabindex="0"
        aria-label={t("liveChat.entries", { name: screen.name() })}
        aria-busy={!isReady()}
      >
        <div
          ref={(made) => (content = made)}
          class="entries-content"
          role="log"
          aria-live={isReady() && !store.loadingOlder() && wanted() === null ? "polite" : "off"}
        >
          <Show when={isReady()} fallback={<EntriesSkeleton />}>
            <p class="entries-top">
              <Show when={store.more() || drawn.hidesOlder()} fallback={t("liveChat.entries.beginning")}>
                <Spinner label={t("liveChat.entries.loading")} />
              </Show>
            </p>
            <For each={[...chunks().keys()]}>
              {(key) => {
                const chunk = createMemo<Chunk>((before) => chunks().get(key) ?? before, emptyChunk);
                return (
                  <div class="entries-chunk" style={{ "--lines": chunk().size }}>
                    <For each={[...chunk().keys()]}>
                      {(lineKey) => <LineView line={() => chunk().get(lineKey)} flashed={flashed() === lineKey} />}
                    </For>
                  </div>
                );
              }}
            </For>
            <Show when={!drawn.hidesNewer()}>
              <For each={store.pending()}>{(line) => <PendingEntry line={line} />}</For>
              <For each={uploads.parcels()}>{(parcel) => <ParcelEntry parcel={parcel} uploads={uploads} />}</For>
              <GhostEntry />
            </Show>
          </Show>
        </div>
      </div>
      <Show when={!scroll.atEnd() && isReady()}>
        <button
          type="button"
          class="entries-pill"
          data-new={newBelow() > 0 ? "" : undefined}
          onClick={() => show(null)}
        >
          <ArrowDown />
          {newBelow() > 0 ? t("liveChat.entries.newBelow", { count: newBelow() }) : t("liveChat.entries.toEnd")}
        </button>
      </Show>
    </div>
  );
}

const emptyChunk: Chunk = new Map();

/** Seqs have no gaps. */
function entriesAfter(entries: readonly Entry[], seq: number): readonly Entry[] {
  return entries.slice(Math.max(0, seq + 1 - (entries[0]?.seq ?? 0)));
}

function isFromOthers({ author, body }: Entry, meId: string): boolean {
  if (body.kind !== "message" && body.kind !== "note") return false;
  return author.kind === "customer" || (author.kind === "agent" && author.id !== meId);
}

/** A line keeps its elements, and so its focus and selection, while what it says changes. Its kind never does. */
function LineView(props: { line: () => Line | undefined; flashed: boolean }) {
  const now = useClock();
  const first = props.line();
  const line = <Kind extends Line["kind"]>(kind: Kind, initial: Extract<Line, { kind: Kind }>) =>
    createMemo<Extract<Line, { kind: Kind }>>((before) => {
      const current = props.line();
      return isOfKind(current, kind) ? current : before;
    }, initial);
  switch (first?.kind) {
    case undefined:
      return null;
    case "day":
      return (
        <div class="entries-day" data-line={first.key} role="separator" aria-label={dayText(first.at, now())}>
          <span>{dayText(first.at, now())}</span>
        </div>
      );
    case "unread":
      return (
        <div class="entries-unread" data-line={first.key} role="separator" aria-label={t("liveChat.entries.unread")}>
          <span>{t("liveChat.entries.unread")}</span>
        </div>
      );
    case "fact":
      return <EntryFact entry={first.entry} lineKey={first.key} />;
    case "text": {
      const text = line("text", first);
      return <EntryText line={text()} flashed={props.flashed} />;
    }
  }
}

function isOfKind<Kind extends Line["kind"]>(
  line: Line | undefined,
  kind: Kind,
): line is Extract<Line, { kind: Kind }> {
  return line?.kind === kind;
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
