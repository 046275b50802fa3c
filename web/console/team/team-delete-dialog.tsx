import { createResource, createSignal, For, Show } from "solid-js";
import type { ManagedTeam, TeamUse } from "#protocol/managed-team";
import type { Team } from "#protocol/team";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "../settings/settings-intl.ts";
import { askTeamUse, deleteTeam } from "./team-requests.ts";

/** Says what the team has, asks who gets it, and deletes. */
export function TeamDeleteDialog(props: {
  open: boolean;
  team: ManagedTeam;
  others: readonly Team[];
  onClose: () => void;
  onDeleted: () => void;
}) {
  const [use] = createResource(
    () => props.open && props.team.id,
    (id) => askTeamUse(id),
  );
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [agentsToo, setAgentsToo] = createSignal(true);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  const heir = () => props.others.find(({ id }) => id === chosen()) ?? props.others[0];

  const remove = async () => {
    const to = heir();
    if (to === undefined || pending()) return;
    setPending(true);
    const { id, name, version } = props.team;
    const answer = await deleteTeam(id, { version, to: to.id, agentsToo: agentsToo() });
    setPending(false);
    setRefused(answer.ok ? null : refusalText(answer.error));
    if (!answer.ok) return;
    props.onClose();
    showToast({ kind: "success", text: t("team.deleted", { name, to: to.name }) });
    props.onDeleted();
  };

  return (
    <AlertDialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("team.deleteTitle", { name: props.team.name })}
      text={t("team.deleteText")}
      confirm={t("team.delete")}
      cancel={t("settings.cancel")}
      pending={pending()}
      onConfirm={() => void remove()}
    >
      <div class="team-delete">
        <Show when={use.latest} fallback={<SkeletonRows rows={2} label={t("settings.loading")} />}>
          {(answer) => {
            const got = answer();
            return (
              <ul class="team-delete-use">
                <For each={got.ok ? useTexts(got.value) : [t("team.deleteUnread")]}>{(text) => <li>{text}</li>}</For>
              </ul>
            );
          }}
        </Show>
        <Select
          label={t("team.deleteTo")}
          options={props.others.map(({ id, name }) => ({ value: id, label: name }))}
          value={heir()?.id ?? ""}
          onChange={setChosen}
        />
        <Show when={props.team.agentIds.length > 0}>
          <Checkbox
            label={t("team.deleteAgents")}
            help={t("team.deleteAgentsHelp")}
            checked={agentsToo()}
            onChange={setAgentsToo}
          />
        </Show>
        <FormProblem text={refused()} />
      </div>
    </AlertDialog>
  );
}

function useTexts({ conversations, sites, rules }: TeamUse): string[] {
  const { open, snoozed, done } = conversations;
  const texts = [
    open > 0 && t("team.deleteOpen", { count: open }),
    snoozed > 0 && t("team.deleteSnoozed", { count: snoozed }),
    done > 0 && t("team.deleteDone", { count: done }),
    sites.length > 0 && t("team.deleteSites", { sites: intl.list(sites) }),
    rules.length > 0 && t("team.deleteRules", { rules: intl.list(rules.map((name) => `“${name}”`)) }),
  ].filter((text) => text !== false);
  return texts.length > 0 ? texts : [t("team.deleteNothing")];
}
