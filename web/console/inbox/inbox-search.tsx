import type { SearchHit } from "#protocol/inbox";
import Search from "lucide-solid/icons/search";
import SearchX from "lucide-solid/icons/search-x";
import X from "lucide-solid/icons/x";
import { Match, Show, Switch, createEffect, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { askSearch } from "../../connection/conversation-requests.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ariaKeys } from "../../ui/key-label.ts";
import { createShortcut } from "../../ui/shortcut.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { t } from "../console-intl.ts";
import { InboxHit } from "./inbox-hit.tsx";
import { createRowFocus } from "./inbox-row-focus.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import "./inbox-search.css";

const SEARCH_KEYS = "Mod+KeyK";
/** Nobody means a search by one letter, nor by each of those that they are typing. */
const TYPING_MS = 180;
const SHORTEST = 2;

export function InboxSearchField(props: { query: string; onQuery: (query: string) => void }) {
  let input: HTMLInputElement | undefined;
  createShortcut({
    keys: SEARCH_KEYS,
    label: () => t("liveChat.shortcut.search"),
    group: () => t("liveChat.shortcuts"),
    run: () => input?.select(),
  });
  return (
    <div class="inbox-search" role="search">
      <Search />
      <input
        ref={(made) => (input = made)}
        type="text"
        inputmode="search"
        enterkeyhint="search"
        aria-label={t("liveChat.search")}
        aria-keyshortcuts={ariaKeys(SEARCH_KEYS)}
        placeholder={t("liveChat.search.hint")}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={props.query}
        onInput={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && props.query !== "" && !event.isComposing) {
            event.stopPropagation();
            props.onQuery("");
          }
          if (event.key === "ArrowDown") {
            event.preventDefault();
            document.querySelector<HTMLElement>(".inbox-body .ui-virtual-rows a")?.focus();
          }
        }}
      />
      <Show when={props.query !== ""}>
        <IconButton
          size="xs"
          label={t("ui.clear")}
          onClick={() => {
            props.onQuery("");
            input?.focus();
          }}
        >
          <X />
        </IconButton>
      </Show>
    </div>
  );
}

type Found = { query: string; hits: SearchHit[]; next: string | null; state: "loading" | "ready" | "failed" };

/** What was found, page by page. An answer to a query that is no longer there is dropped. */
export function InboxSearchResults(props: { query: string }) {
  const liveChat = useLiveChat();
  const [found, setFound] = createStore<Found>({ query: "", hits: [], next: null, state: "loading" });
  let body: HTMLDivElement | undefined;
  let asked: AbortController | undefined;

  const ask = async (query: string, cursor: string | null) => {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    setFound("state", "loading");
    const result = await askSearch(liveChat.request, query, cursor, mine.signal);
    if (mine.signal.aborted) return;
    if (!result.ok) {
      setFound("state", "failed");
      return;
    }
    const before = cursor === null ? [] : found.hits;
    setFound({ query, next: result.value.next, state: "ready" });
    setFound("hits", reconcile([...before, ...result.value.hits], { key: null }));
  };
  onCleanup(() => asked?.abort());

  createEffect(
    on(
      () => props.query,
      (query) => {
        asked?.abort();
        if (query.length < SHORTEST) return;
        setFound("state", "loading");
        const timer = setTimeout(() => void ask(query, null), TYPING_MS);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );

  const countText = () =>
    found.next === null
      ? t("liveChat.search.found", { count: found.hits.length })
      : t("liveChat.search.foundMore", { count: found.hits.length });
  const keyOf = ({ row, seq }: SearchHit) => `${row.id} ${seq ?? ""}`;
  const focus = createRowFocus({
    keys: () => found.hits.map(keyOf),
    current: () => null,
    body: () => body,
  });

  return (
    <div ref={(made) => (body = made)} class="inbox-body" onKeyDown={focus.press} onFocusOut={focus.leave}>
      <Switch>
        <Match when={props.query.length < SHORTEST}>
          <p class="inbox-note">{t("liveChat.search.short")}</p>
        </Match>
        <Match when={found.state === "failed"}>
          <div class="inbox-note" role="alert">
            {t("liveChat.search.failed")}
            <Button size="sm" onClick={() => void ask(props.query, null)}>
              {t("ui.retry")}
            </Button>
          </div>
        </Match>
        <Match when={found.hits.length > 0 && found.query !== ""}>
          <p class="inbox-search-count" role="status" data-stale={found.query === props.query ? undefined : ""}>
            {countText()}
          </p>
          <VirtualList
            label={t("liveChat.search.results")}
            rows={found.hits}
            rowKey={keyOf}
            estimate={84}
            reveal={focus.revealed()}
            onEnd={() => found.next !== null && found.state === "ready" && void ask(found.query, found.next)}
          >
            {(hit) => <InboxHit hit={hit()} focusable={focus.focusable(keyOf(hit()))} />}
          </VirtualList>
        </Match>
        <Match when={found.state === "loading" || found.query !== props.query}>
          <SkeletonRows rows={5} label={t("ui.loading")} />
        </Match>
        <Match when={true}>
          <EmptyState
            icon={<SearchX />}
            title={t("liveChat.search.none", { query: props.query })}
            text={t("liveChat.search.noneText")}
          />
        </Match>
      </Switch>
    </div>
  );
}
