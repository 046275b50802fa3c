import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { limits } from "#protocol/limits";
import type { ManagedTeam } from "#protocol/managed-team";
import { assignmentMethodSchema, type AssignmentMethod } from "#protocol/team";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsUp } from "../settings/settings-card.tsx";
import { createSettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { TeamDeleteDialog } from "./team-delete-dialog.tsx";
import { TeamMembers } from "./team-members.tsx";
import { askTeam, saveTeam } from "./team-requests.ts";
import "./team-settings.css";

type Draft = { name: string; method: AssignmentMethod; firstReplySeconds: number; agentIds: string[] };

/** Times for a first reply that can be chosen, in seconds. */
const replyTimes = [30, 60, 120, 180, 300, 600, 900, 1800, 3600];

/** Everything about one team. */
export function TeamEditor(props: { id: string }) {
  const { me } = useConsole();
  const navigate = useNavigate();
  const [deleting, setDeleting] = createSignal(false);
  const form = createSettingsForm<ManagedTeam, Draft>({
    empty: { name: "", method: "manual", firstReplySeconds: 180, agentIds: [] },
    draftOf: ({ name, method, firstReplySeconds, agentIds }) => ({ name, method, firstReplySeconds, agentIds }),
    load: () => askTeam(props.id),
    save: ({ agentIds, ...fields }, saved) =>
      saveTeam(props.id, {
        ...fields,
        version: saved.version,
        join: agentIds.filter((id) => !saved.agentIds.includes(id)),
        leave: saved.agentIds.filter((id) => !agentIds.includes(id)),
      }),
    problems: ({ name }) => ({ name: name.trim() === "" ? t("team.nameMissing") : undefined }),
  });
  createPageTitle(() => form.saved()?.name ?? t("team.title"));
  const others = () => me().allTeams.filter(({ id }) => id !== props.id);
  const times = () =>
    [...new Set([...replyTimes, form.draft.firstReplySeconds])]
      .sort((a, b) => a - b)
      .map((seconds) => ({ value: String(seconds), label: timeText(seconds) }));

  return (
    <>
      <header class="settings-title">
        <SettingsUp href="/settings/teams">{t("team.all")}</SettingsUp>
        <h1 dir="auto">{form.saved()?.name ?? t("team.title")}</h1>
      </header>
      <SettingsFormView form={form}>
        <SettingsCard title={t("team.about")}>
          <div class="settings-fields">
            <TextField
              label={t("team.name")}
              hideLabel
              help={t("team.nameHelp")}
              maxlength={limits.nameCharacters}
              value={form.draft.name}
              onChange={(name) => form.setDraft({ name })}
              error={form.problem("name")}
            />
          </div>
        </SettingsCard>
        <TeamMembers agentIds={form.draft.agentIds} onChange={(agentIds) => form.setDraft({ agentIds })} />
        <SettingsCard title={t("team.method")}>
          <div class="team-methods" role="radiogroup" aria-label={t("team.method")}>
            <For each={assignmentMethodSchema.options}>
              {(method) => (
                <label class="team-method">
                  <input
                    type="radio"
                    name="method"
                    value={method}
                    checked={form.draft.method === method}
                    onChange={() => form.setDraft({ method })}
                  />
                  <span>
                    <strong>{t(`team.method.${method}`)}</strong>
                    <span class="settings-detail">{t(`team.methodText.${method}`)}</span>
                  </span>
                </label>
              )}
            </For>
          </div>
          <div class="settings-fields">
            <Select
              label={t("team.reply")}
              help={t("team.replyHelp")}
              options={times()}
              value={String(form.draft.firstReplySeconds)}
              onChange={(seconds) => form.setDraft({ firstReplySeconds: Number(seconds) })}
            />
          </div>
        </SettingsCard>
        <SettingsCard
          title={t("team.deleteCard")}
          text={others().length > 0 ? t("team.deleteText") : t("team.deleteLast")}
        >
          <div class="settings-buttons">
            <Button variant="danger" disabled={others().length === 0} onClick={() => setDeleting(true)}>
              {t("team.delete")}
            </Button>
          </div>
        </SettingsCard>
      </SettingsFormView>
      <Show when={form.saved()}>
        {(team) => (
          <TeamDeleteDialog
            open={deleting()}
            team={team()}
            others={others()}
            onClose={() => setDeleting(false)}
            onDeleted={() => {
              form.discard();
              navigate("/settings/teams");
            }}
          />
        )}
      </Show>
    </>
  );
}

function timeText(seconds: number): string {
  const [value, unit] = seconds % 60 === 0 ? [seconds / 60, "minute"] : [seconds, "second"];
  return intl.number(value, { style: "unit", unit, unitDisplay: "long" });
}
