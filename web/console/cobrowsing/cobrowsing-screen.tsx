import { A } from "@solidjs/router";
import ScreenShare from "lucide-solid/icons/screen-share";
import { For, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useConsole } from "../console-context.tsx";
import { customerName } from "../conversation/customer-name.ts";
import { conversationAddress, showingPage } from "../inbox/live-chat-address.ts";
import { t } from "./cobrowsing-intl.ts";
import "./cobrowsing-screen.css";

/** Which customers show their page now, and how co-browsing is begun. */
export function CobrowsingScreen() {
  const { inbox } = useConsole();
  return (
    <section class="cobrowsing-screen" aria-labelledby="cobrowsing-title">
      <h1 id="cobrowsing-title">{t("cobrowsing.title")}</h1>
      <Show
        when={inbox.cobrowsing().length > 0}
        fallback={<EmptyState icon={<ScreenShare />} title={t("cobrowsing.none")} text={t("cobrowsing.how")} />}
      >
        <ul class="cobrowsing-list">
          <For each={inbox.cobrowsing()}>
            {(row) => (
              <li>
                <A href={conversationAddress(row.id, "open")} state={showingPage} class="cobrowsing-row">
                  <Avatar name={row.customer.name ?? row.customer.email ?? ""} seed={row.customer.id} />
                  <span class="cobrowsing-row-names">
                    <strong dir="auto">{customerName(row.customer)}</strong>
                    <span class="ui-truncate">
                      {[row.site.name, row.assignee?.name].filter((part) => part != null).join(" · ")}
                    </span>
                  </span>
                  <span class="cobrowsing-row-open">{t("cobrowsing.open")}</span>
                </A>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
