import { useParams } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createMemo, For, Show } from "solid-js";
import { can } from "#domain/agent/agent";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { NotYoursScreen } from "../console-plain-screen.tsx";
import { createPageTitle } from "../console-title.ts";
import { readableTeams } from "../inbox/readable-teams.ts";
import { TeamAgents } from "./team-agents.tsx";
import { TeamLine, TeamLists } from "./team-line.tsx";
import { eachOnce, loadOf, oneLine } from "./team-load.ts";
import { TeamRow } from "./team-row.tsx";
import { t } from "./teams-intl.ts";
import "./teams-screen.css";

/**
 * `/teams` and `/teams/all` (all of them together) and `/teams/<team>`, for supervisors: how every team stands, live. The teams at the side, and of the one that was chosen (or of all together) who
 * waits and who is there. On phones one after the other. Everything here comes over the inboxes' sockets, which are open anyway.
 */
export function TeamsScreen() {
  const { me, inbox } = useConsole();
  const params = useParams();
  createPageTitle(() => t("nav.teams"));

  const compare = new Intl.Collator(intl.locale()).compare;
  const teams = createMemo(() =>
    readableTeams(me()).map((team) => {
      const agents = createMemo(() => eachOnce([inbox.roster(team.id)], compare));
      return { ...team, agents, line: () => inbox.line(team.id) };
    }),
  );
  const all = {
    id: null,
    name: () => t("teams.all"),
    agents: createMemo(() =>
      eachOnce(
        teams().map((team) => team.agents()),
        compare,
      ),
    ),
    line: createMemo(() => oneLine(teams().map((team) => team.line()))),
  };
  const chosen = createMemo(() => teams().find(({ id }) => id === params["team"]));
  const shown = () => {
    const team = chosen();
    return team === undefined
      ? { id: null, name: all.name(), line: all.line(), agents: all.agents() }
      : { id: team.id, name: team.name, line: team.line(), agents: team.agents() };
  };

  return (
    <Show when={can(me().agent.role, "supervise")} fallback={<NotYoursScreen needs="supervise" />}>
      <div class="teams" data-team={params["team"]}>
        <nav class="teams-list ui-scroll" aria-label={t("teams.list")}>
          <h1 class="teams-heading">{t("nav.teams")}</h1>
          <ul>
            <li>
              <TeamRow
                href="/teams/all"
                name={all.name()}
                load={loadOf(all.line(), all.agents())}
                current={!chosen()}
              />
            </li>
            <For each={teams()}>
              {(team) => (
                <li>
                  <TeamRow
                    href={`/teams/${team.id}`}
                    name={team.name}
                    load={loadOf(team.line(), team.agents())}
                    current={chosen()?.id === team.id}
                  />
                </li>
              )}
            </For>
          </ul>
        </nav>
        <section class="teams-detail ui-scroll" aria-label={shown().name}>
          <header class="teams-detail-head">
            <a class="teams-back" href="/teams" aria-label={t("teams.all")}>
              <ChevronLeft class="ui-mirror" />
            </a>
            <h2 class="ui-truncate" dir="auto">
              {shown().name}
            </h2>
            <TeamLists team={shown().id} name={shown().name} />
          </header>
          <div class="teams-columns">
            <TeamLine team={shown().id} line={shown().line} />
            <TeamAgents team={shown().id} agents={shown().agents} />
          </div>
        </section>
      </div>
    </Show>
  );
}
