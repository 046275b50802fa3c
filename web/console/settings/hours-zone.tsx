import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import Globe from "lucide-solid/icons/globe";
import { createSignal, createUniqueId } from "solid-js";
import { useClock } from "../../ui/clock.ts";
import { Picker } from "../../ui/picker.tsx";
import { Popover } from "../../ui/popover.tsx";
import { Button } from "../../ui/button.tsx";
import { intl } from "../console-intl.ts";
import { t } from "./settings-intl.ts";

/** The time zones that this browser knows, "UTC" among them. */
const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

const nameOf = (zone: string) => zone.replaceAll("_", " ").replaceAll("/", " / ");

/** Which clock the hours mean. */
export function HoursZone(props: { zone: string; onChange: (zone: string) => void }) {
  const now = useClock();
  const label = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const time = (zone: string) => intl.date(now(), { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  const options = () => zones.map((zone) => ({ value: zone, label: nameOf(zone), keywords: zone }));
  return (
    <div class="hours-zone">
      <span id={label} class="ui-field-label">
        {t("hours.zone")}
      </span>
      <Popover
        flush
        label={t("hours.zone")}
        open={open()}
        onOpenChange={setOpen}
        trigger={(trigger) => (
          <Button {...trigger} icon={<Globe />} trailing={<ChevronsUpDown />} aria-describedby={label}>
            {nameOf(props.zone)}
          </Button>
        )}
      >
        <Picker
          label={t("hours.zone")}
          placeholder={t("hours.zoneSearch")}
          groups={[{ options: options() }]}
          selected={props.zone}
          onPick={(zone) => {
            props.onChange(zone);
            setOpen(false);
          }}
        />
      </Popover>
      <span class="ui-field-help">{t("hours.zoneNow", { time: time(props.zone) })}</span>
    </div>
  );
}
