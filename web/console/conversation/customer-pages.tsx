import type { Visit } from "#protocol/customer";
import { For, Show, createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { t } from "../console-intl.ts";

const FIRST = 4;

/** The page where the customer is (or was last), then the pages before it. */
export function CustomerPages(props: { visits: readonly Visit[]; online: boolean }) {
  const [all, setAll] = createSignal(false);
  const before = () => props.visits.slice(1, all() ? undefined : 1 + FIRST);
  const more = () => props.visits.length - 1 - before().length;
  return (
    <Show when={props.visits[0]} fallback={<p class="customer-none">{t("liveChat.panel.noPages")}</p>}>
      {(here) => (
        <>
          <p class="customer-page-label">{t(props.online ? "liveChat.panel.pageNow" : "liveChat.panel.pageLast")}</p>
          <ol class="customer-pages">
            <li data-here={props.online ? "" : undefined}>
              <Page visit={here()} />
            </li>
            <For each={before()}>
              {(visit) => (
                <li>
                  <Page visit={visit} />
                </li>
              )}
            </For>
          </ol>
          <Show when={more() > 0}>
            <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
              {t("liveChat.panel.pagesMore", { count: more() })}
            </Button>
          </Show>
        </>
      )}
    </Show>
  );
}

function Page(props: { visit: Visit }) {
  return (
    <>
      <a
        href={props.visit.url}
        target="_blank"
        rel="noopener noreferrer"
        class="ui-truncate"
        title={props.visit.url}
        dir="auto"
      >
        {props.visit.title || pathOf(props.visit.url)}
      </a>
      <span class="customer-page-detail">
        <span class="ui-truncate">{pathOf(props.visit.url)}</span>
        <RelativeTime at={props.visit.at} short />
      </span>
    </>
  );
}

function pathOf(address: string): string {
  try {
    const { pathname, search } = new URL(address);
    return pathname + search;
  } catch {
    return address;
  }
}
