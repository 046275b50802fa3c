import { Show, createSignal } from "solid-js";
import { t } from "../console-intl.ts";
import { InboxFilter } from "./inbox-filter.tsx";
import { InboxListView } from "./inbox-list.tsx";
import { InboxMentions } from "./inbox-mentions.tsx";
import { InboxSearchField, InboxSearchResults } from "./inbox-search.tsx";
import { InboxSwitcher } from "./inbox-switcher.tsx";
import "./inbox-column.css";

/** The left column: search and filters, the five lists, and the one that was chosen or what was found. */
export function InboxColumn() {
  const [query, setQuery] = createSignal("");
  const searching = () => query().trim() !== "";
  return (
    <section class="inbox" aria-label={t("liveChat.conversations")}>
      <div class="inbox-head">
        <div class="inbox-tools">
          <InboxSearchField query={query()} onQuery={setQuery} />
          <InboxMentions />
          <InboxFilter />
        </div>
        <InboxSwitcher quiet={searching()} onChoose={() => setQuery("")} />
      </div>
      <Show when={searching()} fallback={<InboxListView />}>
        <InboxSearchResults query={query().trim()} />
      </Show>
    </section>
  );
}
