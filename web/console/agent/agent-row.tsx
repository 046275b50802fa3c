import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { ManagedAgent } from "#protocol/managed-agent";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../settings/settings-intl.ts";
import { usePresence } from "./agent-presence.ts";

const teamsShown = 2;

/** One agent of the list; the whole row leads to their page. */
export function AgentRow(props: { agent: ManagedAgent }) {
  const { me } = useConsole();
  const presence = usePresence();
  const teams = () => me().allTeams.filter((team) => props.agent.teamIds.includes(team.id));
  return (
    <li class="agent-row">
      <Avatar
        name={props.agent.name}
        seed={props.agent.id}
        picture={props.agent.picture ?? undefined}
        {...presence(props.agent)}
      />
      <span class="agent-row-who">
        <span class="agent-row-name">
          <A class="agent-row-link ui-truncate" href={`/settings/agents/${props.agent.id}`}>
            {props.agent.name}
          </A>
          <Show when={props.agent.id === me().agent.id}>
            <Badge>{t("agents.you")}</Badge>
          </Show>
          <Show when={props.agent.role !== "agent"}>
            <Badge tone={props.agent.role === "owner" ? "brand" : "neutral"}>{t(`role.${props.agent.role}`)}</Badge>
          </Show>
        </span>
        <span class="settings-detail ui-truncate" dir="ltr">
          {props.agent.email}
        </span>
      </span>
      <span class="agent-row-teams">
        <For each={teams().slice(0, teamsShown)}>{(team) => <Badge>{team.name}</Badge>}</For>
        <Show when={teams().length > teamsShown}>
          <Badge>{t("agents.moreTeams", { number: teams().length - teamsShown })}</Badge>
        </Show>
        <Show when={teams().length === 0}>
          <span class="settings-detail">{t("agents.noTeams")}</span>
        </Show>
      </span>
      <span class="agent-row-seen settings-detail">
        <Switch fallback={t("agents.seenNever")}>
          <Match when={props.agent.deactivatedAt}>
            {(at) => (
              <>
                {t("agents.leftSince")} <RelativeTime at={at()} />
              </>
            )}
          </Match>
          <Match when={props.agent.lastSeenAt}>{(at) => <RelativeTime at={at()} />}</Match>
        </Switch>
      </span>
    </li>
  );
}
