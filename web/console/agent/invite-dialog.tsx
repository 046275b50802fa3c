import { batch, createEffect, createSignal, on, Show } from "solid-js";
import type { Role } from "#protocol/agent";
import type { SentInvitation } from "#protocol/invitation";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "../settings/settings-intl.ts";
import { invite } from "./agent-requests.ts";
import { LinkField } from "./link-field.tsx";
import { RoleField } from "./role-field.tsx";
import { TeamsField } from "./teams-field.tsx";

const form = "invite";

/**
 * Asks whom to invite, and then shows the link, which nobody can see again. `sent` is an invitation that was sent anew: its link
 * is shown at once. Null and closed: nothing.
 */
export function InviteDialog(props: {
  open: boolean;
  sent: SentInvitation | null;
  mail: boolean;
  onSent: (sent: SentInvitation | null) => void;
  onClose: () => void;
}) {
  const { me } = useConsole();
  const [email, setEmail] = createSignal("");
  const [role, setRole] = createSignal<Role>("agent");
  const [teamIds, setTeamIds] = createSignal<string[]>([]);
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  let field: HTMLInputElement | HTMLTextAreaElement | undefined;

  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        batch(() => {
          setEmail("");
          setTried(false);
          setRefused(null);
          // Where there is one team alone, whoever comes is to hear its conversations.
          const [only, ...others] = me().allTeams;
          if (only && others.length === 0) setTeamIds([only.id]);
        });
      },
    ),
  );

  const wrong = () => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email().trim());
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending()) return;
    if (wrong()) {
      field?.focus();
      return;
    }
    setPending(true);
    setRefused(null);
    const answer = await invite({ email: email().trim(), role: role(), teamIds: teamIds() });
    batch(() => {
      setPending(false);
      if (answer.ok) props.onSent(answer.value);
      else setRefused(refusalText(answer.error));
    });
    if (!answer.ok) field?.focus();
  };
  const another = () => {
    batch(() => {
      setEmail("");
      setTried(false);
      props.onSent(null);
    });
    queueMicrotask(() => field?.focus());
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.sent ? t("invite.readyTitle", { email: props.sent.invitation.email }) : t("invite.title")}
      footer={
        <Show
          when={props.sent}
          fallback={
            <>
              <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
              <Button type="submit" form={form} variant="primary" pending={pending()}>
                {props.mail ? t("invite.submitMail") : t("invite.submit")}
              </Button>
            </>
          }
        >
          <Button onClick={another}>{t("invite.another")}</Button>
          <Button variant="primary" onClick={() => props.onClose()}>
            {t("invite.done")}
          </Button>
        </Show>
      }
    >
      <Show
        when={props.sent}
        fallback={
          <form id={form} class="invite-form" noValidate onSubmit={(event) => void send(event)}>
            <TextField
              ref={(element) => (field = element)}
              label={t("invite.email")}
              type="email"
              inputmode="email"
              autocomplete="off"
              autofocus
              maxlength={254}
              help={t("invite.emailHelp")}
              value={email()}
              onChange={(value) => {
                setEmail(value);
                setRefused(null);
              }}
              error={tried() && wrong() ? t("invite.emailInvalid") : undefined}
            />
            <RoleField value={role()} onChange={setRole} />
            <TeamsField
              label={t("invite.teams")}
              help={t("invite.teamsHelp")}
              value={teamIds()}
              onChange={setTeamIds}
            />
            <FormProblem text={refused()} />
          </form>
        }
      >
        {(sent) => (
          <div class="invite-form">
            <p>
              {sent().mailed
                ? t("invite.mailed", { email: sent().invitation.email })
                : t("invite.copyText", { email: sent().invitation.email })}
            </p>
            <LinkField label={t("invite.link")} link={sent().link} />
            <p class="settings-detail">
              {t("invite.ends", {
                when: intl.date(sent().invitation.expiresAt, { dateStyle: "long", timeStyle: "short" }),
              })}
            </p>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
