import type { RosterAgent } from "#protocol/inbox";
import { availabilitySchema } from "#protocol/agent";
import UsersRound from "lucide-solid/icons/users-round";
import { createMemo, For, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { listAddress } from "../inbox/live-chat-address.ts";
import { LoadMeter } from "./load-meter.tsx";
import { t } from "./teams-intl.ts";
import "./team-agents.css";

/** Who is there: by availability, then by name, each with their load. A press leads to their open conversations. */
export function TeamAgents(props: { team: string | null; agents: readonly RosterAgent[] }) {
  const groups = createMemo(() =>
    availabilitySchema.options
      .map((availability) => ({
        availability,
        agents: props.agents.filter((agent) => agent.availability === availability),
      }))
      .filter(({ agents }) => agents.length > 0),
  );
  const address = (agent: RosterAgent) => {
    const query = new URLSearchParams({ ...(props.team === null ? {} : { team: props.team }), agent: agent.id });
    return `${listAddress("open")}?${query.toString()}`;
  };
  return (
    <section class="teams-card" aria-label={t("teams.agents")}>
      <header class="teams-card-head">
        <div>
          <h3>{t("teams.agents")}</h3>
          <p>{t("teams.agentsText")}</p>
        </div>
      </header>
      <Show
        when={groups().length > 0}
        fallback={<EmptyState icon={<UsersRound />} title={t("teams.agentsEmpty")} text={t("teams.agentsEmptyText")} />}
      >
        <For each={groups()}>
          {({ availability, agents }) => (
            <>
              <h4 class="team-agents-group">
                <span class="availability-dot" data-availability={availability} />
                {t(`teams.${availability}`, { count: agents.length })}
              </h4>
              <ul class="team-agents" data-availability={availability}>
                <For each={agents}>
                  {(agent) => (
                    <li>
                      <a class="team-agent" href={address(agent)} title={t("teams.showAgent", { name: agent.name })}>
                        <Avatar name={agent.name} seed={agent.id} picture={agent.picture ?? undefined} size="sm" />
                        <span class="ui-truncate team-agent-name" dir="auto">
                          {agent.name}
                        </span>
                        <LoadMeter name={agent.name} load={agent.load} limit={agent.limit} />
                      </a>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </For>
      </Show>
    </section>
  );
}
