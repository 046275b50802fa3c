import Laptop from "lucide-solid/icons/laptop";
import Smartphone from "lucide-solid/icons/smartphone";
import { createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { Sessions } from "#protocol/session";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { t } from "./settings-intl.ts";
import { refusalText } from "../session/session-refusal.ts";
import { askSessions, revokeOthers, revokeSession } from "./security-requests.ts";
import { SettingsCard } from "./settings-card.tsx";
import { deviceOf } from "./user-agent.ts";
import "./sessions-card.css";

type Session = Sessions["sessions"][number];

const [version, setVersion] = createSignal(0);

/** Makes the list ask again, where it stands: another part of the page has ended sessions. */
export function sessionsChanged(): void {
  setVersion((now) => now + 1);
}

/** Where the agent is signed in, and how to end that. */
export function SessionsCard() {
  const [answer, { refetch }] = createResource(version, () => askSessions());
  const [pending, setPending] = createSignal<string | null>(null);
  const sessions = () => {
    const latest = answer.latest;
    return latest?.ok ? latest.value.sessions.toSorted((a, b) => Number(b.current) - Number(a.current)) : null;
  };

  const end = async (what: string, ask: () => ReturnType<typeof revokeOthers>, done: string) => {
    if (pending() !== null) return;
    setPending(what);
    const ended = await ask();
    setPending(null);
    if (ended.ok) showToast({ kind: "success", text: done });
    else showToast({ kind: "danger", text: refusalText(ended.error) });
    await refetch();
  };

  return (
    <SettingsCard
      title={t("sessions.title")}
      text={t("sessions.text")}
      aside={
        <Show when={(sessions()?.length ?? 0) > 1}>
          <Button
            size="sm"
            pending={pending() === "others"}
            onClick={() => void end("others", revokeOthers, t("sessions.othersRevoked"))}
          >
            {t("sessions.revokeOthers")}
          </Button>
        </Show>
      }
    >
      <Switch fallback={<SkeletonRows rows={2} label={t("sessions.loading")} />}>
        <Match when={sessions()}>
          {(all) => (
            <ul class="sessions">
              <For each={all()}>
                {(session) => (
                  <SessionRow
                    session={session}
                    pending={pending() === session.id}
                    onRevoke={() => void end(session.id, () => revokeSession(session.id), t("sessions.revoked"))}
                  />
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={answer.latest?.ok === false}>
          <div class="settings-row">
            <p class="settings-row-words">{t("sessions.failed")}</p>
            <Button onClick={() => void refetch()}>{t("ui.retry")}</Button>
          </div>
        </Match>
      </Switch>
    </SettingsCard>
  );
}

function SessionRow(props: { session: Session; pending: boolean; onRevoke: () => void }) {
  const device = () => deviceOf(props.session.userAgent);
  const name = () => {
    const { browser, system } = device();
    if (browser !== null && system !== null) return t("sessions.on", { browser, system });
    return browser ?? system ?? t("sessions.unknown");
  };
  return (
    <li class="session">
      <span class="session-icon" aria-hidden="true">
        <Show when={device().phone} fallback={<Laptop />}>
          <Smartphone />
        </Show>
      </span>
      <span class="session-words">
        <span class="session-name">
          {name()}
          <Show when={props.session.current}>
            <Badge tone="green">{t("sessions.current")}</Badge>
          </Show>
        </span>
        <span class="settings-detail">
          {t("sessions.since", {
            when: intl.date(props.session.createdAt, { dateStyle: "medium", timeStyle: "short" }),
          })}
          <Show when={props.session.ipAddress}>{(address) => <> · {address()}</>}</Show>
        </span>
      </span>
      <Show when={!props.session.current}>
        <Button
          size="sm"
          variant="ghost"
          pending={props.pending}
          aria-label={t("sessions.revokeOne", { device: name() })}
          onClick={() => props.onRevoke()}
        >
          {t("sessions.revoke")}
        </Button>
      </Show>
    </li>
  );
}
