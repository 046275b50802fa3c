import { useNavigate, useSearchParams } from "@solidjs/router";
import CircleCheck from "lucide-solid/icons/circle-check";
import Coffee from "lucide-solid/icons/coffee";
import Inbox from "lucide-solid/icons/inbox";
import ListFilter from "lucide-solid/icons/list-filter";
import MessagesSquare from "lucide-solid/icons/messages-square";
import MoonStar from "lucide-solid/icons/moon-star";
import type { ListName } from "#protocol/inbox";
import { Show, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { listAddress } from "./live-chat-address.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import { readableTeams } from "./readable-teams.ts";

const icons: Record<ListName, Component> = {
  waiting: Coffee,
  mine: Inbox,
  open: MessagesSquare,
  snoozed: MoonStar,
  done: CircleCheck,
};

/** What an empty list says: why it is empty, and what to do. */
export function InboxEmpty() {
  const { inbox, me } = useConsole();
  const liveChat = useLiveChat();
  const navigate = useNavigate();
  const [, setSearch] = useSearchParams();
  const filtered = () => liveChat.list().query.team !== null || liveChat.list().query.agent !== null;
  const name = liveChat.listName;
  const teamless = () => readableTeams(me()).length === 0;
  return (
    <Show
      when={!filtered()}
      fallback={
        <EmptyState
          icon={<ListFilter />}
          title={t("liveChat.empty.filtered")}
          action={
            <Button size="sm" onClick={() => setSearch({ team: null, agent: null }, { replace: true })}>
              {t("liveChat.empty.filteredAction")}
            </Button>
          }
        />
      }
    >
      <EmptyState
        icon={<Dynamic component={icons[name()]} />}
        title={t(`liveChat.empty.${teamless() ? "noTeam" : name()}`)}
        text={t(`liveChat.empty.${teamless() ? "noTeam" : name()}Text`)}
        action={
          <Show when={name() === "mine" && inbox.count("waiting").count > 0}>
            <Button size="sm" onClick={() => navigate(listAddress("waiting"))}>
              {t("liveChat.empty.mineAction")}
            </Button>
          </Show>
        }
      />
    </Show>
  );
}
