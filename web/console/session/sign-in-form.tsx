import { batch, createSignal, type JSX } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../console-intl.ts";
import { FormProblem } from "./form-problem.tsx";
import { useSession } from "./session-context.tsx";
import { refusalText } from "./session-refusal.ts";

/** The first step of a sign-in. The password is forgotten as soon as it was refused or accepted; the e-mail stays. */
export function SignInForm(props: {
  problem: string | null;
  onSecondFactor: () => void;
  /** Other ways to sign in, below the form. */
  others?: JSX.Element;
}) {
  const session = useSession();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  let form: HTMLFormElement | undefined;

  const missing = (value: string, text: string) => (tried() && value.trim() === "" ? text : undefined);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending()) return;
    if (email().trim() === "" || password() === "") {
      form?.querySelector<HTMLInputElement>(email().trim() === "" ? "[type=email]" : "[name=password]")?.focus();
      return;
    }
    setPending(true);
    setRefused(null);
    const answer = await session.signIn(email().trim(), password());
    batch(() => {
      setPending(false);
      setPassword("");
      setTried(false);
      if (answer.ok) return;
      if (answer.error.code === "second_factor_required") props.onSecondFactor();
      else setRefused(refusalText(answer.error));
    });
    if (!answer.ok) form?.querySelector<HTMLInputElement>("[name=password]")?.focus();
  };

  return (
    <>
      <h1 class="entrance-title">{t("signIn.title")}</h1>
      <p class="entrance-text">{t("signIn.text")}</p>
      <form class="entrance-form" ref={form} noValidate onSubmit={(event) => void send(event)}>
        <TextField
          label={t("signIn.email")}
          type="email"
          name="email"
          autocomplete="username"
          inputmode="email"
          spellcheck={false}
          autofocus
          value={email()}
          onChange={setEmail}
          error={missing(email(), t("signIn.emailMissing"))}
        />
        <PasswordField
          label={t("signIn.password")}
          name="password"
          value={password()}
          onChange={setPassword}
          error={missing(password(), t("signIn.passwordMissing"))}
        />
        <FormProblem text={refused() ?? props.problem} />
        <Button type="submit" variant="primary" size="lg" wide pending={pending()}>
          {t("signIn.submit")}
        </Button>
      </form>
      {props.others}
      <p class="entrance-ways">{t("signIn.forgot")}</p>
    </>
  );
}
