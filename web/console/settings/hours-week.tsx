import { For, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { intl } from "../console-intl.ts";
import { HoursRanges } from "./hours-ranges.tsx";
import type { HoursForm } from "./hours-settings.tsx";
import { t } from "./settings-intl.ts";

const days = [0, 1, 2, 3, 4, 5, 6];
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const dayMs = 24 * 3600_000;

/** Seven days, each with its ranges. */
export function HoursWeek(props: { form: HoursForm }) {
  const week = () => props.form.draft.week;
  const name = (day: number) => {
    const text = intl.date(monday + day * dayMs, { weekday: "long", timeZone: "UTC" });
    return text.charAt(0).toLocaleUpperCase(intl.locale()) + text.slice(1);
  };
  const copyMonday = () => {
    const first = week()[0] ?? [];
    props.form.setDraft("week", (all) =>
      all.map((ranges, day) => (day < 5 ? first.map((range) => ({ ...range })) : ranges)),
    );
  };
  return (
    <div class="hours-week" role="group" aria-label={t("hours.week")}>
      <For each={days}>
        {(day) => (
          <div class="hours-day">
            <span class="hours-day-name">{name(day)}</span>
            <HoursRanges
              day={name(day)}
              ranges={week()[day] ?? []}
              onChange={(ranges) => props.form.setDraft("week", day, ranges)}
            />
            <Show when={day === 0 && (week()[0] ?? []).length > 0}>
              <Button size="sm" variant="ghost" class="hours-copy" onClick={copyMonday}>
                {t("hours.copyToAll")}
              </Button>
            </Show>
          </div>
        )}
      </For>
      <p class="ui-field-error" role="alert">
        {props.form.problem("week")}
      </p>
    </div>
  );
}
