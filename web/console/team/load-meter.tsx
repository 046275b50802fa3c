import { t } from "./teams-intl.ts";
import "./load-meter.css";

/** How many conversations somebody has against their limit. Who takes more by hand, may: the bar is full then. */
export function LoadMeter(props: { name: string; load: number; limit: number }) {
  const part = () => Math.min(1, props.limit === 0 ? 1 : props.load / props.limit);
  return (
    <span class="load-meter" data-full={props.load >= props.limit ? "" : undefined}>
      <span class="load-meter-bar" aria-hidden="true">
        <span style={{ "inline-size": `${part() * 100}%` }} />
      </span>
      <span class="load-meter-words" aria-hidden="true">
        {t("teams.load", { load: props.load, limit: props.limit })}
      </span>
      <span class="ui-hidden">{t("teams.loadOf", { name: props.name, load: props.load, limit: props.limit })}</span>
    </span>
  );
}
