import { useClock } from "./clock.ts";
import { clockText, durationText, fullTimeText, relativeText } from "./time-text.ts";
import { useUi } from "./ui-context.tsx";

/** "5 minutes ago", moving by itself; the whole date on hover. `at` in milliseconds. `short` for rows. */
export function RelativeTime(props: { at: number; short?: boolean | undefined; class?: string | undefined }) {
  const ui = useUi();
  const now = useClock();
  return (
    <time class={props.class} datetime={new Date(props.at).toISOString()} title={fullTimeText(props.at, ui.locale())}>
      {relativeText(props.at, now(), ui.locale(), ui.word("justNow"), props.short ? "narrow" : "long")}
    </time>
  );
}

/** How long somebody waits since `since` (milliseconds): "12m", moving by itself. Put the meaning in words beside it. */
export function WaitingTime(props: { since: number; class?: string | undefined }) {
  const ui = useUi();
  const now = useClock();
  return (
    <time
      class={props.class}
      datetime={new Date(props.since).toISOString()}
      title={fullTimeText(props.since, ui.locale())}
    >
      {durationText(now() - props.since, ui.locale())}
    </time>
  );
}

/** The time of the day at which something was; the whole date on hover. */
export function ClockTime(props: { at: number; class?: string | undefined }) {
  const ui = useUi();
  return (
    <time class={props.class} datetime={new Date(props.at).toISOString()} title={fullTimeText(props.at, ui.locale())}>
      {clockText(props.at, ui.locale())}
    </time>
  );
}
