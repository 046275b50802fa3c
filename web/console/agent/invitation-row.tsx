import MailQuestion from "lucide-solid/icons/mail-question-mark";
import { Show } from "solid-js";
import { rolesToGive } from "#domain/agent/agent";
import type { Invitation } from "#protocol/invitation";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { useClock } from "../../ui/clock.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { t } from "../settings/settings-intl.ts";

/** Somebody who was invited and has not come yet. */
export function InvitationRow(props: {
  invitation: Invitation;
  pending: boolean;
  onAgain: () => void;
  onRevoke: () => void;
}) {
  const { me } = useConsole();
  const now = useClock();
  const over = () => props.invitation.expiresAt <= now();
  const mayChange = () => rolesToGive(me().agent.role).includes(props.invitation.role);
  return (
    <li class="agent-row" data-invited="">
      <span class="agent-row-icon" aria-hidden="true">
        <MailQuestion />
      </span>
      <span class="agent-row-who">
        <span class="agent-row-name">
          <span class="ui-truncate" dir="ltr">
            {props.invitation.email}
          </span>
          <Show when={props.invitation.role !== "agent"}>
            <Badge>{t(`role.${props.invitation.role}`)}</Badge>
          </Show>
          <Show when={over()}>
            <Badge tone="amber">{t("invitations.over")}</Badge>
          </Show>
        </span>
        <span class="settings-detail">
          <Show
            when={over()}
            fallback={t("invitations.ends", {
              when: intl.date(props.invitation.expiresAt, { dateStyle: "medium", timeStyle: "short" }),
            })}
          >
            <RelativeTime at={props.invitation.expiresAt} />
          </Show>
          <Show when={props.invitation.invitedBy}> · {props.invitation.invitedBy}</Show>
        </span>
      </span>
      <Show when={mayChange()}>
        <span class="agent-row-buttons">
          <Button
            size="sm"
            pending={props.pending}
            aria-label={t("invitations.againFor", { email: props.invitation.email })}
            onClick={() => props.onAgain()}
          >
            {t("invitations.again")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t("invitations.revokeFor", { email: props.invitation.email })}
            onClick={() => props.onRevoke()}
          >
            {t("invitations.revoke")}
          </Button>
        </span>
      </Show>
    </li>
  );
}
