import { A, useLocation } from "@solidjs/router";
import BookOpenText from "lucide-solid/icons/book-open-text";
import Hash from "lucide-solid/icons/hash";
import MessagesSquare from "lucide-solid/icons/messages-square";
import ScreenShare from "lucide-solid/icons/screen-share";
import Settings from "lucide-solid/icons/settings";
import UsersRound from "lucide-solid/icons/users-round";
import Workflow from "lucide-solid/icons/workflow";
import { Show } from "solid-js";
import { can } from "#domain/agent/agent";
import { createMediaQuery } from "./media-query.ts";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { ConsoleMark } from "../console-mark.tsx";
import { conversationAddress, listAddress, showingPage } from "../inbox/live-chat-address.ts";
import { AccountMenu } from "./account-menu.tsx";
import { AvailabilityMenu } from "./availability-menu.tsx";
import { NavigationLink } from "./navigation-item.tsx";
import "./navigation-bar.css";

/** A bar at the inline start; on phones at the bottom. Each new word of the product gets one NavigationLink here. */
export function NavigationBar(props: { onShortcuts: () => void }) {
  const { me, inbox } = useConsole();
  const location = useLocation();
  const phone = createMediaQuery("(max-width: 48rem)");
  const placement = () => (phone() ? "top-end" : "right-end");
  /** Where only one runs, there; else to the list of them. */
  const cobrowsingAddress = () => {
    const [first, ...others] = inbox.cobrowsing();
    return first === undefined || others.length > 0 ? "/co-browsing" : conversationAddress(first.id, "mine");
  };
  const within = (path: string) => location.pathname === path || location.pathname.startsWith(`${path}/`);
  return (
    <nav class="nav" aria-label={t("nav.label")}>
      <A href="/" class="nav-mark" tabindex={-1} aria-hidden="true">
        <ConsoleMark size="30" />
      </A>
      <ul class="nav-places">
        <li>
          <NavigationLink
            href={listAddress("waiting")}
            label={t("liveChat.title")}
            icon={<MessagesSquare />}
            count={inbox.unreadCount()}
            countText={t("nav.needing", { count: inbox.unreadCount() })}
            current={within("/live-chat")}
          />
        </li>
        <li>
          <NavigationLink
            href={cobrowsingAddress()}
            state={showingPage}
            label={t("nav.cobrowsing")}
            icon={<ScreenShare />}
            running={inbox.cobrowsing().length > 0}
            countText={t("nav.cobrowsingRuns", { count: inbox.cobrowsing().length })}
            current={within("/co-browsing")}
          />
        </li>
        <Show when={can(me().agent.role, "supervise")}>
          <li>
            <NavigationLink href="/teams" label={t("nav.teams")} icon={<UsersRound />} current={within("/teams")} />
          </li>
        </Show>
        <li>
          <NavigationLink
            href="/articles"
            label={t("nav.articles")}
            icon={<BookOpenText />}
            current={within("/articles")}
          />
        </li>
        <li>
          <NavigationLink
            href="/text-blocks"
            label={t("nav.textBlocks")}
            icon={<Hash />}
            current={within("/text-blocks")}
          />
        </li>
        <li>
          <NavigationLink href="/flows" label={t("nav.flows")} icon={<Workflow />} current={within("/flows")} />
        </li>
        <li>
          <NavigationLink
            href="/settings"
            label={t("nav.settings")}
            icon={<Settings />}
            current={within("/settings")}
          />
        </li>
      </ul>
      <div class="nav-own">
        <AvailabilityMenu placement={placement()} />
        <AccountMenu placement={placement()} onShortcuts={props.onShortcuts} />
      </div>
    </nav>
  );
}
