import { useParams } from "@solidjs/router";
import Search from "lucide-solid/icons/search";
import UserRoundPlus from "lucide-solid/icons/user-round-plus";
import UsersRound from "lucide-solid/icons/users-round";
import { createMemo, createSignal, For, Show } from "solid-js";
import type { Invitation, SentInvitation } from "#protocol/invitation";
import type { ManagedAgent } from "#protocol/managed-agent";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard, SettingsTitle } from "../settings/settings-card.tsx";
import { t } from "../settings/settings-intl.ts";
import { SettingsTitleRow } from "../settings/settings-list.tsx";
import { createSettingsAnswer, SettingsLoaded } from "../settings/settings-loaded.tsx";
import { AgentPage } from "./agent-page.tsx";
import { askAgents, renewInvitation, revokeInvitation } from "./agent-requests.ts";
import { AgentRow } from "./agent-row.tsx";
import { foundAgents } from "./agent-search.ts";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { RolesDialog } from "./roles-dialog.tsx";
import "./agents-settings.css";

/** Settings → Agents: the list at /settings/agents, one of them at /settings/agents/<id>. */
export function AgentsSettings() {
  const params = useParams();
  return (
    <Show when={params["item"]} fallback={<AgentList />} keyed>
      {(id) => <AgentPage id={id} />}
    </Show>
  );
}

function AgentList() {
  const { me } = useConsole();
  createPageTitle(() => t("agents.title"));
  const answer = createSettingsAnswer(askAgents);
  const [query, setQuery] = createSignal("");
  const [inviting, setInviting] = createSignal(false);
  const [sent, setSent] = createSignal<SentInvitation | null>(null);
  const [roles, setRoles] = createSignal(false);
  const [renewing, setRenewing] = createSignal<string | null>(null);
  const [revoking, setRevoking] = createSignal<Invitation | null>(null);
  const [revokePending, setRevokePending] = createSignal(false);

  const found = createMemo(() => foundAgents(answer.value()?.agents ?? [], me().allTeams, query()));
  const here = () => found().filter((agent) => agent.deactivatedAt === null);
  const left = () => found().filter((agent) => agent.deactivatedAt !== null);

  const again = async (invitation: Invitation) => {
    if (renewing() !== null) return;
    setRenewing(invitation.id);
    const renewed = await renewInvitation(invitation.id);
    setRenewing(null);
    if (renewed.ok) {
      setSent(renewed.value);
      setInviting(true);
    } else showToast({ kind: "danger", text: refusalText(renewed.error) });
    await answer.ask();
  };
  const revoke = async () => {
    const invitation = revoking();
    if (invitation === null || revokePending()) return;
    setRevokePending(true);
    const revoked = await revokeInvitation(invitation.id);
    setRevokePending(false);
    setRevoking(null);
    showToast(
      revoked.ok
        ? { kind: "success", text: t("invitations.revoked") }
        : { kind: "danger", text: refusalText(revoked.error) },
    );
    await answer.ask();
  };
  const open = () => {
    setSent(null);
    setInviting(true);
  };
  const invite = () => (
    <Button variant="primary" icon={<UserRoundPlus />} onClick={open}>
      {t("agents.invite")}
    </Button>
  );

  return (
    <>
      <SettingsTitleRow>
        <SettingsTitle title={t("agents.title")} text={t("agents.text")} />
        {invite()}
      </SettingsTitleRow>
      <SettingsLoaded answer={answer} rows={5}>
        {(list) => (
          <>
            <Show when={list().invitations.length > 0}>
              <SettingsCard title={t("invitations.title")}>
                <ul class="agent-rows">
                  <For each={list().invitations}>
                    {(invitation) => (
                      <InvitationRow
                        invitation={invitation}
                        pending={renewing() === invitation.id}
                        onAgain={() => void again(invitation)}
                        onRevoke={() => setRevoking(invitation)}
                      />
                    )}
                  </For>
                </ul>
              </SettingsCard>
            </Show>
            <section class="settings-card" aria-label={t("agents.list")}>
              <div class="agents-tools">
                <TextField
                  label={t("agents.search")}
                  hideLabel
                  type="search"
                  icon={<Search />}
                  placeholder={t("agents.search")}
                  value={query()}
                  onChange={setQuery}
                />
                <span class="settings-detail" role="status">
                  {t("agents.count", { count: here().length })}
                </span>
              </div>
              <div class="settings-card-body">
                <AgentRows agents={here()} />
                <Show when={found().length === 0}>
                  <EmptyState icon={<Search />} title={t("agents.nobody")} text={t("agents.nobodyText")} />
                </Show>
                <Show when={query() === "" && list().agents.length === 1 && list().invitations.length === 0}>
                  <EmptyState
                    icon={<UsersRound />}
                    title={t("agents.alone")}
                    text={t("agents.aloneText")}
                    action={invite()}
                  />
                </Show>
              </div>
            </section>
            <Show when={left().length > 0}>
              <details class="settings-card agents-left" open={query() !== ""}>
                <summary>{t("agents.left", { count: left().length })}</summary>
                <div class="settings-card-body">
                  <AgentRows agents={left()} />
                </div>
              </details>
            </Show>
            <p class="agents-note">
              <Button variant="ghost" size="sm" onClick={() => setRoles(true)}>
                {t("agents.rolesLink")}
              </Button>
            </p>
            <InviteDialog
              open={inviting()}
              sent={sent()}
              mail={list().mail}
              onSent={(invitation) => {
                setSent(invitation);
                void answer.ask();
              }}
              onClose={() => setInviting(false)}
            />
          </>
        )}
      </SettingsLoaded>
      <RolesDialog open={roles()} onClose={() => setRoles(false)} />
      <AlertDialog
        open={revoking() !== null}
        onOpenChange={(isOpen) => !isOpen && setRevoking(null)}
        title={t("invitations.revokeTitle")}
        text={t("invitations.revokeText", { email: revoking()?.email ?? "" })}
        confirm={t("invitations.revoke")}
        cancel={t("settings.cancel")}
        pending={revokePending()}
        onConfirm={() => void revoke()}
      />
    </>
  );
}

function AgentRows(props: { agents: readonly ManagedAgent[] }) {
  return (
    <Show when={props.agents.length > 0}>
      <ul class="agent-rows">
        <For each={props.agents}>{(agent) => <AgentRow agent={agent} />}</For>
      </ul>
    </Show>
  );
}
