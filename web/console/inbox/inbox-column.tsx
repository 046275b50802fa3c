import { Show, createSignal } from "solid-js";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { consolePart } from "../console-screen.ts";
import { InboxFilter } from "./inbox-filter.tsx";
import { InboxListView } from "./inbox-list.tsx";
import { InboxSearchField, InboxSearchResults } from "./inbox-search.tsx";
import { InboxSwitcher } from "./inbox-switcher.tsx";
import "./inbox-column.css";

const InboxMentions = consolePart(() => import("./inbox-mentions.tsx").then((file) => file.InboxMentions));

/** The left column: search and filters, the five lists, and the one that was chosen or what was found. */
export function InboxColumn() {
  const [query, setQuery] = createSignal("");
  const { inbox } = useConsole();
  const searching = () => query().trim() !== "";
  return (
    <section class="inbox" aria-label={t("liveChat.conversations")}>
      <div class="inbox-head">
        <div class="inbox-tools">
          <InboxSearchField query={query()} onQuery={setQuery} />
          <Show when={inbox.mentions().length > 0}>
            <InboxMentions fallback={null} />
          </Show>
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
