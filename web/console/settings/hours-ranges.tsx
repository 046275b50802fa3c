import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { Index, Show } from "solid-js";
import type { HoursRange } from "#protocol/hours";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { clockOf, endsNextDay, minuteOf, nextRange, rangeOf, rangesProblem } from "./hours-draft.ts";
import { t } from "./settings-intl.ts";

/** The ranges of one day: none is closed. `day` names it for screen readers. */
export function HoursRanges(props: {
  day: string;
  ranges: readonly HoursRange[];
  onChange: (ranges: HoursRange[]) => void;
}) {
  const change = (index: number, next: HoursRange) => props.onChange(props.ranges.with(index, next));
  return (
    <div class="hours-ranges">
      <Show when={props.ranges.length === 0}>
        <span class="hours-closed">{t("hours.closed")}</span>
      </Show>
      <Index each={props.ranges}>
        {(range, index) => (
          <div class="hours-range">
            <TimeField
              label={t("hours.from", { day: props.day })}
              minute={range().from}
              onChange={(from) => change(index, rangeOf(from, range().to % 1440))}
            />
            <span aria-hidden="true">{t("hours.until")}</span>
            <TimeField
              label={t("hours.to", { day: props.day })}
              minute={range().to}
              onChange={(until) => change(index, rangeOf(range().from, until))}
            />
            <IconButton
              size="sm"
              label={t("hours.removeRange")}
              onClick={() => props.onChange(props.ranges.filter((_, place) => place !== index))}
            >
              <X />
            </IconButton>
            <Show when={endsNextDay(range())}>
              <Badge>{t("hours.nextDay")}</Badge>
            </Show>
          </div>
        )}
      </Index>
      <Show when={rangesProblem(props.ranges)}>{(problem) => <p class="ui-field-error">{problem()}</p>}</Show>
      <Show when={props.ranges.length < 6}>
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          aria-label={t("hours.add", { day: props.day })}
          onClick={() => props.onChange([...props.ranges, nextRange(props.ranges)])}
        >
          {t("hours.addShort")}
        </Button>
      </Show>
    </div>
  );
}

/** The browser's own field: it knows how this reader writes times. */
function TimeField(props: { label: string; minute: number; onChange: (minute: number) => void }) {
  return (
    <span class="ui-field-control hours-time">
      <input
        type="time"
        aria-label={props.label}
        value={clockOf(props.minute)}
        onChange={(event) => {
          const minute = minuteOf(event.currentTarget.value);
          if (minute === null) event.currentTarget.value = clockOf(props.minute);
          else props.onChange(minute);
        }}
      />
    </span>
  );
}
