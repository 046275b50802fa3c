import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { Index, Show } from "solid-js";
import type { Holiday } from "#protocol/hours";
import { limits } from "#protocol/limits";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { intl } from "../console-intl.ts";
import { holidayProblem } from "./hours-draft.ts";
import { HoursRanges } from "./hours-ranges.tsx";
import type { HoursForm } from "./hours-settings.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";

/** Days that are not as their day of the week. */
export function HoursHolidays(props: { form: HoursForm }) {
  const all = () => props.form.draft.holidays;
  const change = (index: number, next: Partial<Holiday>) => props.form.setDraft("holidays", index, next);
  const nameOf = ({ name, date }: Holiday) =>
    name || (date && intl.date(Date.parse(date), { dateStyle: "medium", timeZone: "UTC" })) || t("hours.holidayDate");
  const today = new Date().toLocaleDateString("sv-SE");
  return (
    <SettingsCard title={t("hours.holidays")} text={t("hours.holidaysText")}>
      <Show when={all().length === 0}>
        <p class="settings-detail">{t("hours.holidaysNone")}</p>
      </Show>
      <ul class="hours-holidays">
        <Index each={all()}>
          {(holiday, index) => (
            <li class="hours-holiday">
              <span class="hours-holiday-date">
                <span class="ui-field-control hours-date">
                  <input
                    type="date"
                    aria-label={t("hours.holidayDate")}
                    value={holiday().date}
                    onInput={(event) => change(index, { date: event.currentTarget.value })}
                  />
                </span>
                <Show when={holiday().date !== "" && holiday().date < today}>
                  <Badge>{t("hours.holidayPast")}</Badge>
                </Show>
              </span>
              <TextField
                label={t("hours.holidayName")}
                hideLabel
                placeholder={t("hours.holidayNamePlaceholder")}
                maxlength={limits.nameCharacters}
                value={holiday().name}
                onChange={(name) => change(index, { name })}
              />
              <HoursRanges
                day={nameOf(holiday())}
                ranges={holiday().ranges}
                onChange={(ranges) => change(index, { ranges })}
              />
              <IconButton
                size="sm"
                label={t("hours.holidayRemove", { name: nameOf(holiday()) })}
                onClick={() => props.form.setDraft("holidays", (days) => days.filter((_, place) => place !== index))}
              >
                <Trash />
              </IconButton>
              <Show when={props.form.problem("holidays") !== undefined && holidayProblem(all(), index)}>
                {(problem) => <p class="ui-field-error">{problem()}</p>}
              </Show>
            </li>
          )}
        </Index>
      </ul>
      <div class="settings-buttons">
        <Button
          icon={<Plus />}
          disabled={all().length >= limits.holidays}
          onClick={() => props.form.setDraft("holidays", all().length, { date: "", name: "", ranges: [] })}
        >
          {t("hours.holidayAdd")}
        </Button>
      </div>
    </SettingsCard>
  );
}
