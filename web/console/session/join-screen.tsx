import { A, useNavigate } from "@solidjs/router";
import { batch, createSignal, Match, onMount, Show, Switch } from "solid-js";
import { openedInvitationSchema, type OpenedInvitation } from "#protocol/invitation";
import { nothingSchema, request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { intl, t } from "../console-intl.ts";
import { createPageTitle } from "../console-title.ts";
import { Entrance } from "./entrance.tsx";
import { FormProblem } from "./form-problem.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { isNewPassword } from "./password-strength.ts";
import { useSession } from "./session-context.tsx";
import { refusalText } from "./session-refusal.ts";
import "./join-screen.css";

/** `/join#<token>`: an invited person sees what they are invited to, chooses a name and a password, and is in. */
export function JoinScreen() {
  const token = decodeURIComponent(location.hash.slice(1));
  const [opened, setOpened] = createSignal<OpenedInvitation | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  const [again, setAgain] = createSignal(false);
  createPageTitle(() => t("join.page"));

  const open = async () => {
    setRefused(null);
    const answer = await request({
      method: "POST",
      path: "/api/invitations/open",
      body: { token: token === "" ? "none" : token },
      schema: openedInvitationSchema,
    });
    batch(() => {
      if (answer.ok) setOpened(answer.value);
      else {
        setRefused(refusalText(answer.error));
        setAgain(answer.error.retryAfterMs !== null);
      }
    });
  };
  onMount(() => void open());

  return (
    <Entrance>
      <Switch fallback={<SkeletonRows rows={4} label={t("join.loading")} />}>
        <Match when={opened()}>{(invitation) => <JoinForm token={token} invitation={invitation()} />}</Match>
        <Match when={refused()}>
          {(text) => (
            <div class="join-over">
              <h1 class="entrance-title">{t(again() ? "join.troubleTitle" : "join.overTitle")}</h1>
              <FormProblem text={text()} />
              <p class="entrance-ways">
                <Show when={again()} fallback={<A href="/sign-in">{t("join.signIn")}</A>}>
                  <button type="button" onClick={() => void open()}>
                    {t("ui.retry")}
                  </button>
                </Show>
              </p>
            </div>
          )}
        </Match>
      </Switch>
    </Entrance>
  );
}

function JoinForm(props: { token: string; invitation: OpenedInvitation }) {
  const session = useSession();
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  let form: HTMLFormElement | undefined;
  const renews = () => props.invitation.kind === "password";
  const missing = () => !renews() && name().trim() === "";

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending()) return;
    if (missing() || !isNewPassword(password())) {
      form?.querySelector<HTMLInputElement>(missing() ? "[name=name]" : "[name=new-password]")?.focus();
      return;
    }
    setPending(true);
    setRefused(null);
    const answer = await request({
      method: "POST",
      path: "/api/invitations/accept",
      body: { token: props.token, name: renews() ? props.invitation.name : name().trim(), password: password() },
      schema: nothingSchema,
    });
    if (answer.ok) {
      await session.load();
      navigate("/", { replace: true });
      return;
    }
    // The new password holds; the second step is asked for where one always signs in.
    if (answer.error.code === "second_factor_required") {
      navigate("/sign-in", { replace: true });
      return;
    }
    batch(() => {
      setPending(false);
      setRefused(refusalText(answer.error));
    });
  };

  return (
    <>
      <Show when={renews()} fallback={<Welcome invitation={props.invitation} />}>
        <h1 class="entrance-title">{t("join.passwordTitle")}</h1>
        <p class="entrance-text">{t("join.passwordText", { name: props.invitation.name })}</p>
      </Show>
      <form class="entrance-form" ref={form} noValidate onSubmit={(event) => void send(event)}>
        {/* Tells a password manager whose password this is. */}
        <input type="text" autocomplete="username" value={props.invitation.email} hidden readOnly />
        <Show when={!renews()}>
          <TextField
            label={t("setup.name")}
            help={t("setup.nameHelp")}
            name="name"
            autocomplete="name"
            maxlength={120}
            autofocus
            value={name()}
            onChange={setName}
            error={tried() && missing() ? t("setup.nameMissing") : undefined}
          />
        </Show>
        <NewPasswordField
          label={t("setup.password")}
          help={t("setup.passwordHelp")}
          value={password()}
          onChange={setPassword}
          tried={tried()}
        />
        <FormProblem text={refused()} />
        <Button type="submit" variant="primary" size="lg" wide pending={pending()}>
          {renews() ? t("join.passwordSubmit") : t("join.submit")}
        </Button>
      </form>
    </>
  );
}

/** Who invites to what. */
function Welcome(props: { invitation: OpenedInvitation }) {
  return (
    <>
      <h1 class="entrance-title">{t("join.title", { workspace: props.invitation.workspace })}</h1>
      <p class="entrance-text">
        {props.invitation.invitedBy === "" ? t("join.text") : t("join.textBy", { name: props.invitation.invitedBy })}
      </p>
      <dl class="join-facts">
        <div>
          <dt>{t("join.email")}</dt>
          <dd dir="ltr">{props.invitation.email}</dd>
        </div>
        <div>
          <dt>{t("join.role")}</dt>
          <dd>{t(`join.roles.${props.invitation.role}`)}</dd>
        </div>
        <Show when={props.invitation.teams.length > 0}>
          <div>
            <dt>{t("join.teams")}</dt>
            <dd>{intl.list(props.invitation.teams)}</dd>
          </div>
        </Show>
      </dl>
    </>
  );
}
