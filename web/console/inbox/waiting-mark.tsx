import { createMemo } from "solid-js";
import { useClock } from "../../ui/clock.ts";
import { durationText } from "../../ui/time-text.ts";
import { intl, t } from "../console-intl.ts";
import { createPassed } from "../conversation/deadline.ts";
import "./waiting-mark.css";

/** How long somebody may wait unanswered before the row says so in colour, in milliseconds. */
export const WAITING_AMBER_MS = 20_000;
export const WAITING_RED_MS = 40_000;
/** Below it a number says nothing. */
const SHORTEST_MS = 10_000;

/** How long a customer waits for an answer: calm, then amber, then red. `skew` is the server's clock minus ours. */
export function WaitingMark(props: { since: number; skew: number }) {
  const now = useClock();
  const start = createMemo(() => props.since - props.skew);
  const amber = createPassed(() => start() + WAITING_AMBER_MS);
  const red = createPassed(() => start() + WAITING_RED_MS);
  const level = () => (red() ? "red" : amber() ? "amber" : "calm");
  const duration = () => {
    const waited = Math.max(now(), Date.now()) - start();
    return waited < SHORTEST_MS ? t("ui.justNow") : durationText(waited, intl.locale());
  };
  return (
    <span class="waiting-mark" data-level={level()}>
      <span class="ui-hidden">{t("liveChat.row.waits", { duration: duration() })}</span>
      <span aria-hidden="true">{duration()}</span>
    </span>
  );
}
