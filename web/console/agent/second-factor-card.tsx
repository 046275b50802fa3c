import ShieldOff from "lucide-solid/icons/shield-off";
import { createSignal } from "solid-js";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard } from "../settings/settings-card.tsx";
import { t } from "../settings/settings-intl.ts";
import type { AgentForm } from "./agent-page.tsx";
import { resetSecondFactor } from "./agent-requests.ts";

/** For who lost their authenticator app and their backup codes. Drawn for an agent who has a second factor. */
export function SecondFactorCard(props: { form: AgentForm }) {
  const [asking, setAsking] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const name = () => props.form.saved()?.name ?? "";

  const reset = async () => {
    const known = props.form.saved();
    if (known === null || pending()) return;
    setPending(true);
    const answer = await resetSecondFactor(known.id, known.version);
    setPending(false);
    setAsking(false);
    if (answer.ok) {
      props.form.adopt(answer.value);
      showToast({ kind: "success", text: t("agent.factorGone", { name: known.name }) });
      return;
    }
    showToast({ kind: "danger", text: refusalText(answer.error) });
    if (answer.error.code === "changed_meanwhile") await props.form.load();
  };

  return (
    <>
      <SettingsCard
        title={t("factor.title")}
        text={t("agent.factorText")}
        aside={
          <Button icon={<ShieldOff />} onClick={() => setAsking(true)}>
            {t("agent.factorReset")}
          </Button>
        }
      />
      <AlertDialog
        open={asking()}
        onOpenChange={setAsking}
        title={t("agent.factorAsk", { name: name() })}
        text={t("agent.factorAskText")}
        confirm={t("agent.factorReset")}
        cancel={t("settings.cancel")}
        pending={pending()}
        onConfirm={() => void reset()}
      />
    </>
  );
}
