import { createSignal } from "solid-js";
import { limits } from "#protocol/limits";
import type { ManagedTeam } from "#protocol/managed-team";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../settings/settings-intl.ts";
import { SettingsNewDialog } from "../settings/settings-new-dialog.tsx";
import { createTeam } from "./team-requests.ts";

/** A new team needs a name; the rest is chosen on its own page. */
export function TeamNewDialog(props: { open: boolean; onClose: () => void; onMade: (team: ManagedTeam) => void }) {
  const [name, setName] = createSignal("");
  const isMissing = () => name().trim() === "";
  const send = () => {
    if (isMissing()) return null;
    const firstReplySeconds = limits.firstReplyMs / 1000;
    return createTeam({ name: name(), method: "manual", firstReplySeconds, agentIds: [] });
  };
  return (
    <SettingsNewDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("team.new")}
      text={t("team.newText")}
      create={t("team.create")}
      send={send}
      onMade={(team) => {
        setName("");
        props.onMade(team);
      }}
    >
      {(tried) => (
        <TextField
          label={t("team.name")}
          help={t("team.nameHelp")}
          maxlength={limits.nameCharacters}
          autofocus
          value={name()}
          onChange={setName}
          error={tried() && isMissing() ? t("team.nameMissing") : undefined}
        />
      )}
    </SettingsNewDialog>
  );
}
