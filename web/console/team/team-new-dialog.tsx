import { createSignal } from "solid-js";
import { limits } from "#protocol/limits";
import type { ManagedTeam } from "#protocol/managed-team";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "../settings/settings-intl.ts";
import { createTeam } from "./team-requests.ts";

/** A new team needs a name; the rest is chosen on its own page. */
export function TeamNewDialog(props: { open: boolean; onClose: () => void; onCreated: (team: ManagedTeam) => void }) {
  const [name, setName] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  const form = "new-team";

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending() || name().trim() === "") return;
    setPending(true);
    const firstReplySeconds = limits.firstReplyMs / 1000;
    const answer = await createTeam({ name: name(), method: "manual", firstReplySeconds, agentIds: [] });
    setPending(false);
    setRefused(answer.ok ? null : refusalText(answer.error));
    if (!answer.ok) return;
    setName("");
    setTried(false);
    props.onCreated(answer.value);
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("team.new")}
      description={t("team.newText")}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" pending={pending()}>
            {t("team.create")}
          </Button>
        </>
      }
    >
      <form id={form} class="settings-form" noValidate onSubmit={(event) => void send(event)}>
        <TextField
          label={t("team.name")}
          help={t("team.nameHelp")}
          maxlength={limits.nameCharacters}
          autofocus
          value={name()}
          onChange={setName}
          error={tried() && name().trim() === "" ? t("team.nameMissing") : undefined}
        />
        <FormProblem text={refused()} />
      </form>
    </Dialog>
  );
}
