import { createSignal, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../console-intl.ts";
import { FormProblem } from "./form-problem.tsx";
import { useSession } from "./session-context.tsx";
import { refusalText } from "./session-refusal.ts";

const DIGITS = 6;

/** The second step of a sign-in: six digits, sent as soon as they are there, or a backup code. `onBack(true)`: the challenge is over. */
export function SecondFactorForm(props: { onBack: (over: boolean) => void }) {
  const session = useSession();
  const [backup, setBackup] = createSignal(false);
  const [code, setCode] = createSignal("");
  const [missing, setMissing] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  let input: HTMLInputElement | HTMLTextAreaElement | undefined;

  const send = async () => {
    if (pending()) return;
    const wanted = code().replaceAll(/\s/g, "");
    if (backup() ? wanted.length < DIGITS : !/^\d{6}$/.test(wanted)) {
      setMissing(true);
      input?.focus();
      return;
    }
    setPending(true);
    setRefused(null);
    const answer = await session.secondFactor(wanted);
    setPending(false);
    if (answer.ok) return;
    if (answer.error.code === "session_over") return props.onBack(true);
    setCode("");
    setRefused(refusalText(answer.error));
    input?.focus();
  };
  const change = (value: string) => {
    setMissing(false);
    setCode(value);
    if (!backup() && value.replaceAll(/\s/g, "").length === DIGITS) void send();
  };
  const swap = () => {
    setBackup(!backup());
    setCode("");
    setMissing(false);
    setRefused(null);
    input?.focus();
  };

  return (
    <>
      <h1 class="entrance-title">{t(backup() ? "secondFactor.backupTitle" : "secondFactor.title")}</h1>
      <p class="entrance-text">{t(backup() ? "secondFactor.backupText" : "secondFactor.text")}</p>
      <form
        class="entrance-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="entrance-code" data-backup={backup() ? "" : undefined}>
          <TextField
            label={t(backup() ? "secondFactor.backupCode" : "secondFactor.code")}
            name="code"
            autocomplete="one-time-code"
            inputmode={backup() ? "text" : "numeric"}
            maxlength={backup() ? 32 : 7}
            spellcheck={false}
            autofocus
            ref={(element) => (input = element)}
            value={code()}
            onChange={change}
            error={missing() ? t(backup() ? "secondFactor.backupMissing" : "secondFactor.codeMissing") : undefined}
          />
        </div>
        <FormProblem text={refused()} />
        <Button type="submit" variant="primary" size="lg" wide pending={pending()}>
          {t("secondFactor.submit")}
        </Button>
      </form>
      <div class="entrance-ways">
        <button type="button" onClick={swap}>
          <Show when={backup()} fallback={t("secondFactor.useBackup")}>
            {t("secondFactor.useApp")}
          </Show>
        </button>
        <button type="button" onClick={() => props.onBack(false)}>
          {t("secondFactor.back")}
        </button>
      </div>
    </>
  );
}
