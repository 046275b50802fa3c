import ArrowDown from "lucide-solid/icons/arrow-down";
import { createEffect, createMemo, createSignal, For, Match, on, Show, Switch } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { ConversationGreeting } from "./conversation-greeting.tsx";
import { type Line, linesOf } from "./conversation-lines.ts";
import { intl, t } from "./frame-intl.ts";
import { shownEntries, useFrame } from "./frame-state.ts";
import { MessageGroup } from "./message-group.tsx";
import { keyedList } from "./keyed-list.ts";
import { makeScrollKeeper } from "./scroll-keeper.ts";
import "./conversation-list.css";

/** The conversation, from the greeting to who is typing now. */
export function ConversationList() {
  const frame = useFrame();
  const { store, attentive } = frame;
  const shown = createMemo(() => shownEntries(frame));
  const lines = createMemo(() => linesOf(shown(), store.pending(), store.receipts()));
  const drawn = keyedList(lines);

  const keeper = makeScrollKeeper({ onTop: () => store.more() && !store.loadingOlder() && store.loadOlder() });

  const newest = createMemo(() => store.entries().at(-1)?.seq ?? 0);
  // What arrived below while the reader was further up.
  const [seen, setSeen] = createSignal(0);
  createEffect(() => {
    if (keeper.atEnd()) setSeen(newest());
  });
  const below = () =>
    store
      .entries()
      .filter(({ seq, author, body }) => seq > seen() && author.kind !== "customer" && body.kind === "message").length;

  // Read is what was in front of somebody who looked.
  createEffect(() => {
    if (attentive() && keeper.atEnd() && newest() > 0) store.read();
  });
  // What the customer says is always brought into view.
  createEffect(
    on(
      () => store.pending().length,
      (now, before = 0) => now > before && keeper.toEnd(),
      { defer: true },
    ),
  );

  const lastOwn = createMemo(
    () => lines().findLast((line) => line.kind === "group" && line.author.kind === "customer")?.key,
  );

  return (
    <div class="conversation-list">
      <div
        class="conversation-scroller ui-scroll"
        ref={keeper.attach}
        tabindex="0"
        role="region"
        aria-label={t("log.label")}
      >
        <div class="conversation-lines">
          <Show when={!store.more()} fallback={<Earlier busy={store.loadingOlder()} />}>
            <ConversationGreeting />
          </Show>
          <div role="log" aria-live="polite" aria-relevant="additions" aria-label={t("log.label")}>
            <For each={drawn()}>
              {(line) => (
                <div class="conversation-line" data-key={line.key} data-kind={line.item().kind}>
                  <LineView line={line.item()} isLastOwn={lastOwn() === line.key} />
                </div>
              )}
            </For>
          </div>
          <Typing />
        </div>
      </div>
      <Show when={!keeper.atEnd()}>
        <button
          class="conversation-below"
          type="button"
          data-new={below() > 0 ? "" : undefined}
          onClick={() => keeper.toEnd("smooth")}
        >
          <ArrowDown />
          <Show when={below()} fallback={<span class="ui-hidden">{t("log.toEnd")}</span>}>
            {(count) => <>{t("log.new", { count: count() })}</>}
          </Show>
        </button>
      </Show>
    </div>
  );
}

function Earlier(props: { busy: boolean }) {
  return (
    <div class="conversation-earlier">
      <Show when={props.busy}>
        <Spinner label={t("log.older")} />
      </Show>
    </div>
  );
}

/** Loads with the first entry of such a kind. */
const LateEntry = lazyPart(async () => {
  const file = await import("./late-entry.tsx");
  await file.loadLateTexts();
  return file.LateEntry;
});

function LineView(props: { line: Line; isLastOwn: boolean }) {
  const group = () => (props.line.kind === "group" ? props.line : null);
  const done = () => (props.line.kind === "done" ? props.line : null);
  const reopened = () => (props.line.kind === "reopened" ? props.line : null);
  const agent = () => (props.line.kind === "joined" || props.line.kind === "left" ? props.line : null);
  const day = () => (props.line.kind === "day" ? props.line : null);
  const late = () => (props.line.kind === "late" ? props.line : null);
  return (
    <Switch>
      <Match when={group()}>{(line) => <MessageGroup group={line()} isLastOwn={props.isLastOwn} />}</Match>
      <Match when={late()}>{(line) => <LateEntry entry={line().entry} />}</Match>
      <Match when={day()}>{(line) => <p class="conversation-day">{dayText(line().at)}</p>}</Match>
      <Match when={agent()}>
        {(line) => (
          <p class="conversation-fact">
            {line().kind === "joined" ? t("line.joined", { name: line().name }) : t("line.left", { name: line().name })}
          </p>
        )}
      </Match>
      <Match when={reopened()}>
        {(line) => (
          <p class="conversation-fact">
            <Show when={line().name} fallback={t("line.reopenedUnnamed")}>
              {(name) => <>{t("line.reopened", { name: name() })}</>}
            </Show>
          </p>
        )}
      </Match>
      <Match when={done()}>
        {(line) => (
          <p class="conversation-fact">
            <Show when={line().name} fallback={t("line.doneUnnamed")}>
              {(name) => <>{t("line.done", { name: name() })}</>}
            </Show>
            <Show when={isStillDone(line().key)}>
              <br />
              {t("line.doneHint")}
            </Show>
          </p>
        )}
      </Match>
    </Switch>
  );
}

/** Whether this is the newest thing that happened, so that its hint still holds. */
function isStillDone(key: string): boolean {
  const { store } = useFrame();
  return (store.state()?.done ?? false) && store.entries().findLast(({ body }) => body.kind === "status")?.id === key;
}

function dayText(at: number): string {
  const { store } = useFrame();
  const now = store.serverNow();
  const same = (one: number, other: number) => new Date(one).toDateString() === new Date(other).toDateString();
  if (same(at, now)) return t("log.today");
  if (same(at, now - 86_400_000)) return t("log.yesterday");
  return intl.date(at, { weekday: "long", day: "numeric", month: "long" });
}

function Typing() {
  const { store } = useFrame();
  return (
    <div class="conversation-typing" role="status">
      <Show when={store.agentTyping()} keyed>
        {(agent) => (
          <>
            <Avatar size="sm" name={agent.name} seed={agent.id} />
            <span class="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span class="ui-hidden">{t("typing.who", { name: agent.name })}</span>
          </>
        )}
      </Show>
    </div>
  );
}
