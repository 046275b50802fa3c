import { createEffect, createSignal, on } from "solid-js";
import type { HttpResult } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "./settings-intl.ts";
import { refusalText } from "../session/session-refusal.ts";

/** Asks for the agent's own password before something that a borrowed browser must not do. Closes itself when `answer` is good. */
export function ConfirmPasswordDialog(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  text: string;
  confirm: string;
  danger: boolean;
  answer: (password: string) => Promise<HttpResult<unknown>>;
}) {
  const { me } = useConsole();
  const [password, setPassword] = createSignal("");
  const [pending, setPending] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const form = "confirm-password";
  createEffect(
    on(
      () => props.open,
      () => {
        setPassword("");
        setProblem(undefined);
      },
    ),
  );

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (pending()) return;
    if (password() === "") {
      setProblem(t("signIn.passwordMissing"));
      return;
    }
    setPending(true);
    const answer = await props.answer(password());
    setPending(false);
    if (answer.ok) props.onClose();
    else setProblem(refusalText(answer.error));
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      description={props.text}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button type="submit" form={form} variant={props.danger ? "danger" : "primary"} pending={pending()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void send(event)}>
        <input type="text" autocomplete="username" value={me().email} hidden readOnly />
        <PasswordField
          label={t("factor.password")}
          autofocus
          value={password()}
          onChange={(value) => {
            setPassword(value);
            setProblem(undefined);
          }}
          error={problem()}
        />
      </form>
    </Dialog>
  );
}
