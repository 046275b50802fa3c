import { createSignal, Show } from "solid-js";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "./settings-intl.ts";
import { useSession } from "../session/session-context.tsx";
import { BackupCodesDialog } from "./backup-codes-dialog.tsx";
import { ConfirmPasswordDialog } from "./confirm-password-dialog.tsx";
import { disableFactor, renewBackupCodes, startFactor } from "./security-requests.ts";
import { SecondFactorDialog } from "./second-factor-dialog.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { sessionsChanged } from "./sessions-card.tsx";
import type { SecondFactorStart } from "#protocol/session";

/** The second step at sign-in: set up, renewed, switched off. Each begins with the agent's own password. */
export function SecondFactorCard() {
  const { me } = useConsole();
  const session = useSession();
  const [asking, setAsking] = createSignal<"enable" | "disable" | "renew" | null>(null);
  const [started, setStarted] = createSignal<SecondFactorStart | null>(null);
  const [codes, setCodes] = createSignal<readonly string[] | null>(null);
  const [renewed, setRenewed] = createSignal(false);

  const answer = async (password: string) => {
    const what = asking();
    if (what === "enable") {
      const start = await startFactor(password);
      if (start.ok) setStarted(start.value);
      return start;
    }
    if (what === "renew") {
      const fresh = await renewBackupCodes(password);
      if (fresh.ok) {
        setRenewed(true);
        setCodes(fresh.value.backupCodes);
      }
      return fresh;
    }
    const disabled = await disableFactor(password);
    if (disabled.ok) {
      await session.load();
      sessionsChanged();
      showToast({ kind: "success", text: t("factor.disabled") });
    }
    return disabled;
  };

  return (
    <SettingsCard
      title={t("factor.title")}
      text={t("factor.text")}
      aside={
        <Show when={me().twoFactorEnabled} fallback={<Badge>{t("factor.off")}</Badge>}>
          <Badge tone="green">{t("factor.on")}</Badge>
        </Show>
      }
    >
      <div class="settings-buttons">
        <Show
          when={me().twoFactorEnabled}
          fallback={
            <Button variant="primary" onClick={() => setAsking("enable")}>
              {t("factor.enable")}
            </Button>
          }
        >
          <Button onClick={() => setAsking("renew")}>{t("factor.newCodes")}</Button>
          <Button onClick={() => setAsking("disable")}>{t("factor.disable")}</Button>
        </Show>
      </div>
      <ConfirmPasswordDialog
        open={asking() !== null}
        onClose={() => setAsking(null)}
        title={t(asking() === "disable" ? "factor.disableTitle" : "factor.passwordTitle")}
        text={t(asking() === "disable" ? "factor.disableText" : "factor.passwordText")}
        confirm={t(asking() === "disable" ? "factor.disable" : "factor.continue")}
        danger={asking() === "disable"}
        answer={answer}
      />
      <SecondFactorDialog
        started={started()}
        onClose={() => setStarted(null)}
        onConfirmed={async (backupCodes) => {
          setStarted(null);
          setRenewed(false);
          setCodes(backupCodes);
          await session.load();
          sessionsChanged();
        }}
      />
      <BackupCodesDialog
        codes={codes()}
        onKept={() => {
          setCodes(null);
          showToast({ kind: "success", text: t(renewed() ? "factor.renewed" : "factor.enabled") });
        }}
      />
    </SettingsCard>
  );
}
