import type { InboxRow, ListName } from "#protocol/inbox";
import Coffee from "lucide-solid/icons/coffee";
import { For, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useConsole } from "../console-context.tsx";
import { customerName } from "../conversation/customer-name.ts";
import { conversationAddress, listAddress } from "../inbox/live-chat-address.ts";
import { teamName } from "../inbox/team-name.ts";
import { WaitingMark } from "../inbox/waiting-mark.tsx";
import { waitsSince } from "./team-load.ts";
import { t } from "./teams-intl.ts";
import "./team-line.css";

/** More than this many rows are no overview: Live Chat has them all. */
const most = 40;

const lists: readonly ListName[] = ["waiting", "open", "snoozed", "done"];

/** A list or a conversation in Live Chat, among those of the team; null: of all teams. */
const within = (team: string | null, address: string) => (team === null ? address : `${address}?team=${team}`);

/** The ways into the team's lists in Live Chat. */
export function TeamLists(props: { team: string | null; name: string }) {
  return (
    <nav class="team-lists" aria-label={t("teams.lists", { team: props.name })}>
      <For each={lists}>
        {(list) => <a href={within(props.team, listAddress(list))}>{t(`liveChat.switch.${list}`)}</a>}
      </For>
    </nav>
  );
}

/** Who waits, longest first. `team` null: in all teams. */
export function TeamLine(props: { team: string | null; line: readonly InboxRow[] }) {
  const { me, inbox } = useConsole();
  return (
    <section class="teams-card" aria-label={t("teams.line")}>
      <header class="teams-card-head">
        <div>
          <h3>{t("teams.line")}</h3>
          <p>{t("teams.lineText")}</p>
        </div>
      </header>
      <Show
        when={props.line.length > 0}
        fallback={<EmptyState icon={<Coffee />} title={t("teams.lineEmpty")} text={t("teams.lineEmptyText")} />}
      >
        <ol>
          <For each={props.line.slice(0, most)}>
            {(row) => (
              <li>
                <a class="team-waits" href={within(props.team, conversationAddress(row.id, "waiting"))}>
                  <Avatar name={row.customer.name ?? row.customer.email ?? ""} seed={row.customer.id} size="sm" />
                  <span class="team-waits-words">
                    <span class="ui-truncate team-waits-name" dir="auto">
                      {customerName(row.customer)}
                    </span>
                    <span class="ui-truncate team-waits-last" dir="auto">
                      {row.lastMessage?.text || row.topic || t("liveChat.row.nothing")}
                    </span>
                  </span>
                  <Show when={props.team === null}>
                    <span class="team-waits-team ui-truncate">{teamName(me(), row.team)}</span>
                  </Show>
                  <WaitingMark since={waitsSince(row)} skew={inbox.serverNow() - Date.now()} />
                </a>
              </li>
            )}
          </For>
        </ol>
        <Show when={props.line.length > most}>
          <a class="team-line-more" href={within(props.team, listAddress("waiting"))}>
            {t("teams.lineMore", { count: props.line.length - most })}
          </a>
        </Show>
      </Show>
    </section>
  );
}
