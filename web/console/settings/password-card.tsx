import { batch, createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "./settings-intl.ts";
import { NewPasswordField } from "../session/new-password-field.tsx";
import { isNewPassword } from "../session/password-strength.ts";
import { refusalText } from "../session/session-refusal.ts";
import { changePassword } from "./security-requests.ts";
import { SettingsCard } from "./settings-card.tsx";
import { sessionsChanged } from "./sessions-card.tsx";

/** A new password; the server signs the agent out everywhere else. */
export function PasswordCard() {
  const { me } = useConsole();
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending() || current() === "" || !isNewPassword(next())) return;
    setPending(true);
    const answer = await changePassword(current(), next());
    batch(() => {
      setPending(false);
      setTried(false);
      setCurrent("");
      if (answer.ok) setNext("");
      setRefused(answer.ok ? null : refusalText(answer.error));
    });
    if (!answer.ok) return;
    sessionsChanged();
    showToast({ kind: "success", text: t("security.changed") });
  };

  return (
    <SettingsCard title={t("security.password")} text={t("security.passwordText")}>
      <form class="settings-fields" noValidate onSubmit={(event) => void send(event)}>
        {/* Tells a password manager whose password this is. */}
        <input type="text" autocomplete="username" value={me().email} hidden readOnly />
        <PasswordField
          label={t("security.current")}
          value={current()}
          onChange={(value) => {
            setRefused(null);
            setCurrent(value);
          }}
          error={refused() ?? (tried() && current() === "" ? t("security.currentMissing") : undefined)}
        />
        <NewPasswordField
          label={t("security.new")}
          help={t("security.newHelp")}
          value={next()}
          onChange={setNext}
          tried={tried()}
        />
        <div class="settings-buttons">
          <Button type="submit" variant="primary" pending={pending()}>
            {t("security.change")}
          </Button>
        </div>
      </form>
    </SettingsCard>
  );
}
