import CircleCheck from "lucide-solid/icons/circle-check";
import Moon from "lucide-solid/icons/moon";
import { createMemo, Show } from "solid-js";
import { nextOpening } from "#domain/hours/hours";
import type { Hours } from "#protocol/hours";
import { useClock } from "../../ui/clock.ts";
import { intl } from "../console-intl.ts";
import { t } from "./settings-intl.ts";

/** What the hours in the form mean at this moment, in the reader's own time. */
export function HoursNow(props: { hours: Hours }) {
  const now = useClock();
  const next = createMemo(() => nextOpening(props.hours, now()));
  const open = () => next() === now();
  const words = () => {
    const at = next();
    if (open()) return t("hours.openNow");
    if (at === null) return t("hours.never");
    const soon = at - now() < 6 * 24 * 3600_000;
    const day = soon ? ({ weekday: "long" } as const) : ({ day: "numeric", month: "long" } as const);
    return t("hours.closedNow", { when: intl.date(at, { ...day, hour: "2-digit", minute: "2-digit" }) });
  };
  return (
    <p class="hours-now" data-open={open() ? "" : undefined} role="status">
      <Show when={open()} fallback={<Moon />}>
        <CircleCheck />
      </Show>
      {words()}
    </p>
  );
}
