import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, Show } from "solid-js";
import type { PasswordLink } from "#protocol/invitation";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard } from "../settings/settings-card.tsx";
import { t } from "../settings/settings-intl.ts";
import { makePasswordLink } from "./agent-requests.ts";
import { LinkField } from "./link-field.tsx";

/** For who forgot their password: a link with which they choose a new one. Nobody else ever knows it. */
export function PasswordLinkCard(props: { agentId: string; name: string }) {
  const [made, setMade] = createSignal<PasswordLink | null>(null);
  const [pending, setPending] = createSignal(false);
  const make = async () => {
    if (pending()) return;
    setPending(true);
    const answer = await makePasswordLink(props.agentId);
    setPending(false);
    if (answer.ok) setMade(answer.value);
    else showToast({ kind: "danger", text: refusalText(answer.error) });
  };
  return (
    <SettingsCard
      title={t("agent.passwordTitle")}
      text={t("agent.passwordText")}
      aside={
        <Button icon={<KeyRound />} pending={pending()} onClick={() => void make()}>
          {t("agent.passwordLink")}
        </Button>
      }
    >
      <Show when={made()}>
        {(link) => (
          <>
            <LinkField label={t("agent.passwordLink")} link={link().link} />
            <p class="settings-detail" role="status">
              {t("agent.passwordReady", {
                name: props.name,
                when: intl.date(link().expiresAt, { dateStyle: "medium", timeStyle: "short" }),
              })}
            </p>
          </>
        )}
      </Show>
    </SettingsCard>
  );
}
