import UserRoundX from "lucide-solid/icons/user-round-x";
import { createSignal, Match, Show, Switch } from "solid-js";
import { can, refusesChange } from "#domain/agent/agent";
import type { Role } from "#protocol/agent";
import type { ManagedAgent } from "#protocol/managed-agent";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard, SettingsUp } from "../settings/settings-card.tsx";
import { createSettingsForm, type SettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { usePresence } from "./agent-presence.ts";
import { askAgent, changeAgent, deactivateAgent, reactivateAgent } from "./agent-requests.ts";
import { PasswordLinkCard } from "./password-link-card.tsx";
import { RoleField } from "./role-field.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { TeamsField } from "./teams-field.tsx";

export type AgentForm = SettingsForm<ManagedAgent, Draft>;

type Draft = { name: string; email: string; role: Role; limit: string; teamIds: string[] };

/** One agent: what they are called, what they may do, their teams; and how they leave and come back. */
export function AgentPage(props: { id: string }) {
  const { me } = useConsole();
  const form = createSettingsForm<ManagedAgent, Draft>({
    empty: { name: "", email: "", role: "agent", limit: "", teamIds: [] },
    draftOf: ({ name, email, role, limit, teamIds }) => ({
      ...{ name, email, role },
      limit: limit === null ? "" : String(limit),
      teamIds: teamIds.toSorted(),
    }),
    load: () => askAgent(props.id),
    save: (draft, saved) => changeAgent(saved.id, { ...changesOf(draft, saved), version: saved.version }),
    problems: ({ name, email, limit }) => ({
      name: name.trim() === "" ? t("agent.nameMissing") : undefined,
      email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : t("invite.emailInvalid"),
      limit: limit.trim() === "" || /^([1-9]\d?|100)$/.test(limit.trim()) ? undefined : t("agent.limitInvalid"),
    }),
    problemOf: (error) => {
      if (error.code === "agent_exists") return { field: "email", text: refusalText(error) };
      if (error.code === "last_owner" || error.code === "role_above_own")
        return { field: "role", text: refusalText(error) };
      return null;
    },
  });
  createPageTitle(() => form.saved()?.name ?? t("agents.title"));
  const refused = () => {
    const saved = form.saved();
    return saved === null ? null : refusesChange(me().agent.role, saved.role);
  };

  return (
    <>
      <SettingsUp href="/settings/agents">{t("agent.back")}</SettingsUp>
      <Show when={form.saved()}>{(agent) => <Head agent={agent()} />}</Show>
      <SettingsFormView form={form}>
        <SettingsCard
          title={t("agent.details")}
          text={
            refused() === null ? undefined : t("agent.notYours", { role: t(`role.${form.saved()?.role ?? "owner"}`) })
          }
        >
          <div class="settings-fields">
            <TextField
              label={t("agent.name")}
              help={t("agent.nameHelp")}
              autocomplete="off"
              maxlength={120}
              disabled={refused() !== null}
              value={form.draft.name}
              onChange={(name) => form.setDraft("name", name)}
              error={form.problem("name")}
            />
            <TextField
              label={t("agent.email")}
              help={t("agent.emailHelp")}
              type="email"
              autocomplete="off"
              maxlength={254}
              disabled={refused() !== null}
              value={form.draft.email}
              onChange={(email) => form.setDraft("email", email)}
              error={form.problem("email")}
            />
            <div class="agent-role">
              <RoleField
                value={form.draft.role}
                now={form.saved()?.role}
                disabled={refused() !== null}
                help={t("agent.roleText")}
                onChange={(role) => form.setDraft("role", role)}
              />
              <Show when={form.problem("role")}>
                {(text) => (
                  <p class="ui-field-error" role="alert">
                    {text()}
                  </p>
                )}
              </Show>
            </div>
            <TextField
              label={t("agent.limit")}
              help={t("agent.limitHelp")}
              inputmode="numeric"
              autocomplete="off"
              maxlength={3}
              disabled={refused() !== null}
              value={form.draft.limit}
              onChange={(limit) => form.setDraft("limit", limit)}
              error={form.problem("limit")}
            />
            <TeamsField
              label={t("agents.teams")}
              help={t("agent.teamsText")}
              disabled={refused() !== null}
              value={form.draft.teamIds}
              onChange={(teamIds) => form.setDraft("teamIds", teamIds.toSorted())}
            />
          </div>
        </SettingsCard>
      </SettingsFormView>
      <Show when={form.saved() && refused() === null}>
        <Show when={form.saved()?.deactivatedAt === null && form.saved()?.id !== me().agent.id}>
          <PasswordLinkCard agentId={props.id} name={form.saved()?.name ?? ""} />
          <Show when={form.saved()?.secondFactor && can(me().agent.role, "reset_second_factor")}>
            <SecondFactorCard form={form} />
          </Show>
        </Show>
        <Leaving form={form} />
      </Show>
    </>
  );
}

/** Only what was changed: what is left as it is needs no right to change it. */
function changesOf(draft: Draft, saved: ManagedAgent) {
  return {
    ...(draft.name.trim() === saved.name ? {} : { name: draft.name.trim() }),
    ...(draft.email.trim() === saved.email ? {} : { email: draft.email.trim() }),
    ...(draft.role === saved.role ? {} : { role: draft.role }),
    limit: draft.limit.trim() === "" ? null : Number(draft.limit),
    teamIds: draft.teamIds,
  };
}

function Head(props: { agent: ManagedAgent }) {
  const presence = usePresence();
  return (
    <header class="agent-head">
      <Avatar
        name={props.agent.name}
        seed={props.agent.id}
        picture={props.agent.picture ?? undefined}
        size="lg"
        {...presence(props.agent)}
      />
      <div class="agent-head-words">
        <h1>
          <span class="ui-truncate">{props.agent.name}</span>
          <Badge tone={props.agent.role === "owner" ? "brand" : "neutral"}>{t(`role.${props.agent.role}`)}</Badge>
        </h1>
        <p class="settings-detail">
          <Switch fallback={t("agents.seenNever")}>
            <Match when={props.agent.deactivatedAt}>
              {(at) => (
                <>
                  {t("agents.leftSince")} <RelativeTime at={at()} />
                </>
              )}
            </Match>
            <Match when={props.agent.lastSeenAt}>
              {(at) => (
                <>
                  {t("agents.seen")} <RelativeTime at={at()} />
                </>
              )}
            </Match>
          </Switch>
        </p>
      </div>
    </header>
  );
}

/** Leaving ends every session and frees every conversation; coming back is one press. */
function Leaving(props: { form: AgentForm }) {
  const { me } = useConsole();
  const [asking, setAsking] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const agent = () => props.form.saved();
  const name = () => agent()?.name ?? "";
  const self = () => agent()?.id === me().agent.id;

  const send = async (leaves: boolean) => {
    const known = agent();
    if (known === null || pending()) return;
    setPending(true);
    const answer = await (leaves ? deactivateAgent : reactivateAgent)(known.id, known.version);
    setPending(false);
    setAsking(false);
    if (answer.ok) {
      props.form.adopt(answer.value);
      const words = { name: name() };
      showToast({ kind: "success", text: leaves ? t("agent.deactivated", words) : t("agent.reactivated", words) });
      return;
    }
    showToast({ kind: "danger", text: refusalText(answer.error) });
    if (answer.error.code === "changed_meanwhile") await props.form.load();
  };

  return (
    <Show
      when={agent()?.deactivatedAt === null}
      fallback={
        <SettingsCard
          title={t("agent.leftTitle", { name: name() })}
          text={t("agent.leftText")}
          aside={
            <Button variant="primary" pending={pending()} onClick={() => void send(false)}>
              {t("agent.reactivate")}
            </Button>
          }
        />
      }
    >
      <SettingsCard
        title={t("agent.deactivateTitle")}
        text={self() ? t("agent.deactivateSelf") : t("agent.deactivateText")}
        aside={
          <Show when={!self()}>
            <Button icon={<UserRoundX />} onClick={() => setAsking(true)}>
              {t("agent.deactivate")}
            </Button>
          </Show>
        }
      />
      <AlertDialog
        open={asking()}
        onOpenChange={setAsking}
        title={t("agent.deactivateAsk", { name: name() })}
        text={t("agent.deactivateText")}
        confirm={t("agent.deactivate")}
        cancel={t("settings.cancel")}
        pending={pending()}
        onConfirm={() => void send(true)}
      />
    </Show>
  );
}
