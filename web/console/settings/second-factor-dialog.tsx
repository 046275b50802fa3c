import { createEffect, createSignal, on, Show } from "solid-js";
import type { SecondFactorStart } from "#protocol/session";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "./settings-intl.ts";
import { CopyButton } from "../session/copy-button.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { QrCode } from "./qr-code.tsx";
import { confirmFactor } from "./security-requests.ts";
import "./second-factor-dialog.css";

/** The secret for the authenticator app, as a picture and as text, and the code that proves that the app has it. */
export function SecondFactorDialog(props: {
  started: SecondFactorStart | null;
  onClose: () => void;
  onConfirmed: (backupCodes: readonly string[]) => Promise<void>;
}) {
  const [code, setCode] = createSignal("");
  const [pending, setPending] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const form = "second-factor";
  createEffect(
    on(
      () => props.started,
      () => {
        setCode("");
        setProblem(undefined);
      },
    ),
  );
  /** In groups of four, as people read a key aloud. */
  const spaced = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, "$1 ");

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const digits = code().replaceAll(/\s/g, "");
    const { started } = props;
    if (pending() || !started) return;
    if (!/^\d{6}$/.test(digits)) {
      setProblem(t("secondFactor.codeMissing"));
      return;
    }
    setPending(true);
    const answer = await confirmFactor(digits);
    setPending(false);
    if (answer.ok) await props.onConfirmed(started.backupCodes);
    else setProblem(refusalText(answer.error));
  };

  return (
    <Dialog
      open={props.started !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("factor.scanTitle")}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" pending={pending()}>
            {t("factor.activate")}
          </Button>
        </>
      }
    >
      <Show when={props.started}>
        {(started) => (
          <form id={form} class="second-factor" noValidate onSubmit={(event) => void send(event)}>
            <p>{t("factor.scan")}</p>
            <QrCode text={started().uri} label={t("factor.qr")} />
            <div class="second-factor-secret">
              <span class="settings-detail">{t("factor.secret")}</span>
              <div class="settings-row">
                <code class="second-factor-key" dir="ltr">
                  {spaced(started().secret)}
                </code>
                <CopyButton text={started().secret} />
              </div>
            </div>
            <div class="second-factor-code">
              <TextField
                label={t("factor.confirm")}
                autocomplete="one-time-code"
                inputmode="numeric"
                maxlength={7}
                spellcheck={false}
                value={code()}
                onChange={(value) => {
                  setCode(value);
                  setProblem(undefined);
                }}
                error={problem()}
              />
            </div>
          </form>
        )}
      </Show>
    </Dialog>
  );
}
