import ArrowUp from "lucide-solid/icons/arrow-up";
import { Match, Show, Switch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { InboxEmpty } from "./inbox-empty.tsx";
import { createRowFocus } from "./inbox-row-focus.ts";
import { InboxRowView } from "./inbox-row.tsx";
import { useLiveChat } from "./live-chat-context.tsx";
import "./inbox-list.css";

const ROW_PX = 76;

/**
 * The chosen list. While the pointer is over it, the keyboard moves in it or it is scrolled, no row changes its place;
 * what would have moved waits behind the pill at the top.
 */
export function InboxListView() {
  const { inbox } = useConsole();
  const liveChat = useLiveChat();
  const list = liveChat.list;
  let body: HTMLDivElement | undefined;

  const [pointed, setPointed] = createSignal(false);
  const [scrolled, setScrolled] = createSignal(false);
  const rows = createMemo(() => list().rows());
  const keys = createMemo(() => rows().map(({ row }) => row.id));
  const focus = createRowFocus({ keys, current: liveChat.conversationId, reached: liveChat.reached, body: () => body });

  createEffect(() => list().setFrozen(pointed() || scrolled() || focus.moving()));
  createEffect(
    on(list, (shown) => {
      setScrolled(false);
      onCleanup(() => shown.setFrozen(false));
    }),
  );

  const scroller = () => body?.querySelector(".ui-virtual-list");
  const release = () => {
    list().release();
    scroller()?.scrollTo({ top: 0 });
  };
  const name = () => t(`liveChat.list.${liveChat.listName()}`);

  return (
    <div
      ref={(made) => {
        body = made;
        // Scrolling does not bubble; the list's own scroller is inside.
        made.addEventListener("scroll", () => setScrolled((scroller()?.scrollTop ?? 0) > 8), true);
      }}
      class="inbox-body"
      onPointerEnter={(event) => event.pointerType === "mouse" && setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onKeyDown={focus.press}
      onFocusOut={focus.leave}
    >
      <Show when={inbox.connection().kind === "waiting"}>
        <p class="inbox-stale" role="status">
          <Spinner />
          {t("liveChat.list.stale")}
        </p>
      </Show>
      <Show when={list().held() > 0}>
        <button type="button" class="inbox-pill" title={t("liveChat.list.changedHelp")} onClick={release}>
          <ArrowUp />
          {t("liveChat.list.changed", { count: list().held() })}
        </button>
      </Show>
      <Switch>
        <Match when={rows().length > 0}>
          <VirtualList
            label={name()}
            rows={rows()}
            rowKey={({ row }) => row.id}
            estimate={ROW_PX}
            reveal={focus.revealed()}
            onEnd={() => list().more() && !list().loading() && list().trouble() === null && list().loadMore()}
            footer={<ListEnd />}
          >
            {(listed) => (
              <InboxRowView
                row={listed().row}
                left={listed().left}
                focusable={focus.focusable(listed().row.id)}
                onOpen={() => focus.stop()}
              />
            )}
          </VirtualList>
        </Match>
        <Match when={list().loading()}>
          <SkeletonRows rows={7} label={t("ui.loading")} />
        </Match>
        <Match when={list().trouble()}>
          <div class="inbox-note" role="alert">
            {t("liveChat.list.failed")}
            <Button size="sm" onClick={() => list().refresh()}>
              {t("ui.retry")}
            </Button>
          </div>
        </Match>
        <Match when={true}>
          <ul class="inbox-none" aria-label={name()} />
          <InboxEmpty />
        </Match>
      </Switch>
    </div>
  );
}

function ListEnd() {
  const { list } = useLiveChat();
  return (
    <Switch>
      <Match when={list().trouble()}>
        <div class="inbox-note" role="alert">
          {t("liveChat.list.moreFailed")}
          <Button size="sm" onClick={() => list().loadMore()}>
            {t("ui.retry")}
          </Button>
        </div>
      </Match>
      <Match when={list().more()}>
        <div class="inbox-note">
          <Spinner label={t("ui.loading")} />
        </div>
      </Match>
      <Match when={list().rows().length > 12}>
        <p class="inbox-note">{t("liveChat.list.end")}</p>
      </Match>
    </Switch>
  );
}
