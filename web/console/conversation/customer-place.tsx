import type { Place } from "#protocol/customer";
import { For, createMemo } from "solid-js";
import { useClock } from "../../ui/clock.ts";
import { intl, t } from "../console-intl.ts";
import { timeZoneOf } from "./place-time-zone.ts";

/** From where the customer writes, in the agent's language, as far as it is known. */
export function CustomerPlace(props: { place: Place }) {
  const now = useClock();
  const lines = createMemo(() => {
    const { country, city, language, browser, system, device } = props.place;
    const zone = timeZoneOf(country, city, now());
    const where = [city, country && regionName(country)].filter((part) => part !== null && part !== "").join(", ");
    const program =
      browser !== null && system !== null
        ? t("liveChat.panel.browser", { browser, system })
        : (browser ?? system ?? t("liveChat.panel.unknown"));
    return [
      { label: t("liveChat.panel.location"), text: where || t("liveChat.panel.unknown") },
      zone && {
        label: t("liveChat.panel.localTime"),
        text: intl.date(now(), { timeZone: zone, weekday: "short", hour: "numeric", minute: "2-digit" }),
      },
      language && { label: t("liveChat.panel.language"), text: languageName(language) },
      { label: t("liveChat.panel.device"), text: `${t(`liveChat.panel.device.${device}`)} · ${program}` },
    ].filter((line) => line !== null && line !== "");
  });
  return (
    <dl class="customer-facts">
      <For each={lines()}>
        {(line) => (
          <div>
            <dt>{line.label}</dt>
            <dd>{line.text}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}

/** What cannot be named is shown as it came: it is somebody else's word. */
function named(type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames([intl.locale()], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

const regionName = (code: string) => named("region", code);
const languageName = (code: string) => named("language", code);
