import { useNavigate } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createSignal, For, Show } from "solid-js";
import type { AgentLimitChange, ManagedTeam } from "#protocol/managed-team";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsTitle } from "../settings/settings-card.tsx";
import { createSettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { SettingsList, SettingsListRow, SettingsTitleRow } from "../settings/settings-list.tsx";
import { createSettingsAnswer, SettingsLoaded } from "../settings/settings-loaded.tsx";
import { TeamNewDialog } from "./team-new-dialog.tsx";
import { askTeams, saveAgentLimit } from "./team-requests.ts";
import "./team-settings.css";

/** Every team with its agents, and the limit that holds for everybody. */
export function TeamList() {
  createPageTitle(() => t("team.title"));
  const navigate = useNavigate();
  const teams = createSettingsAnswer(askTeams);
  const [making, setMaking] = createSignal(false);
  const made = (team: ManagedTeam) => {
    setMaking(false);
    showToast({ kind: "success", text: t("team.created") });
    navigate(`/settings/teams/${team.id}`);
  };
  return (
    <>
      <SettingsTitleRow>
        <SettingsTitle title={t("team.title")} text={t("team.text")} />
        <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
          {t("team.new")}
        </Button>
      </SettingsTitleRow>
      <SettingsLoaded answer={teams} rows={3}>
        {(all) => <SettingsList items={all().teams}>{(team) => <TeamListRow team={team} />}</SettingsList>}
      </SettingsLoaded>
      <LimitCard />
      <TeamNewDialog open={making()} onClose={() => setMaking(false)} onMade={made} />
    </>
  );
}

/** Faces that a row shows; the others are a number. */
const facesMost = 4;

function TeamListRow(props: { team: ManagedTeam }) {
  const { directory } = useConsole();
  const agents = () => directory().filter(({ id }) => props.team.agentIds.includes(id));
  return (
    <SettingsListRow
      href={`/settings/teams/${props.team.id}`}
      tile={<Avatar name={props.team.name} seed={props.team.id} group />}
      name={props.team.name}
      detail={<span class="settings-detail">{t(`team.method.${props.team.method}`)}</span>}
    >
      <span class="team-list-faces" aria-hidden="true">
        <For each={agents().slice(0, facesMost)}>
          {(agent) => <Avatar name={agent.name} seed={agent.id} picture={agent.picture ?? undefined} size="sm" />}
        </For>
      </span>
      <Show when={props.team.agentIds.length > 0} fallback={<Badge tone="amber">{t("team.nobody")}</Badge>}>
        <span class="team-list-count">{t("team.agentCount", { count: props.team.agentIds.length })}</span>
      </Show>
    </SettingsListRow>
  );
}

/** The limit for each agent without one of their own. */
function LimitCard() {
  const form = createSettingsForm<AgentLimitChange, { limit: string }>({
    empty: { limit: "" },
    draftOf: ({ limit }) => ({ limit: String(limit) }),
    load: async () => {
      const answer = await askTeams();
      return answer.ok ? { ok: true, value: answer.value.agentLimit } : answer;
    },
    save: ({ limit }, { version }) => saveAgentLimit({ limit: Number(limit), version }),
    problems: ({ limit }) => ({ limit: /^([1-9]\d?|100)$/.test(limit.trim()) ? undefined : t("team.limitWrong") }),
  });
  return (
    <SettingsFormView form={form}>
      <SettingsCard title={t("team.limit")} text={t("team.limitText")}>
        <div class="team-limit">
          <TextField
            label={t("team.limitLabel")}
            inputmode="numeric"
            maxlength={3}
            value={form.draft.limit}
            onChange={(limit) => form.setDraft({ limit })}
            error={form.problem("limit")}
          />
        </div>
      </SettingsCard>
    </SettingsFormView>
  );
}
