import { Show } from "solid-js";
import { useConsole } from "../console-context.tsx";
import { WaitingMark } from "../inbox/waiting-mark.tsx";
import type { TeamLoad } from "./team-load.ts";
import { t } from "./teams-intl.ts";
import "../../ui/list-row.css";
import "../navigation/availability-menu.css";
import "./team-row.css";

/** One team in the list: who waits and for how long, who is there, how much they can still take. */
export function TeamRow(props: { href: string; name: string; load: TeamLoad; current: boolean }) {
  const { inbox } = useConsole();
  const load = () => props.load;
  const isAlone = () => load().waiting > 0 && load().agents.available === 0;
  return (
    <a class="ui-list-row team-row" href={props.href} aria-current={props.current ? "page" : undefined}>
      <span class="team-row-line">
        <span class="team-row-name ui-truncate" dir="auto">
          {props.name}
        </span>
        <Show when={load().longest} fallback={<span class="team-row-calm">{t("teams.nobodyWaits")}</span>}>
          {(since) => (
            <>
              <WaitingMark since={since()} skew={inbox.serverNow() - Date.now()} />
              <span class="team-row-waiting">{t("teams.waiting", { count: load().waiting })}</span>
            </>
          )}
        </Show>
      </span>
      <span class="team-row-line team-row-about" data-alone={isAlone() ? "" : undefined}>
        <span class="team-row-state" data-availability="available">
          <Show when={load().agents.available > 0}>
            <span class="availability-dot" data-availability="available" />
          </Show>
          {load().agents.available === 0
            ? t("teams.nobodyAvailable")
            : t("teams.available", { count: load().agents.available })}
        </span>
        <Show when={load().agents.busy > 0}>
          <span class="team-row-state">
            <span class="availability-dot" data-availability="busy" />
            {t("teams.busy", { count: load().agents.busy })}
          </span>
        </Show>
        <Show when={load().agents.away > 0}>
          <span class="team-row-state">
            <span class="availability-dot" data-availability="away" />
            {t("teams.away", { count: load().agents.away })}
          </span>
        </Show>
        <span class="team-row-free">{t("teams.free", { count: load().free })}</span>
      </span>
    </a>
  );
}
