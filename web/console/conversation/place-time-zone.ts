/** Not in every browser, nor in every compiler's library yet. */
type WithTimeZones = { getTimeZones?: () => string[] | undefined; timeZones?: string[] };

/**
 * The time zone of a place, where there is no doubt: the country has one, or one that is named after the city, or all of them show
 * the same time at `now`. Null otherwise: a wrong time is worse than none.
 */
export function timeZoneOf(country: string | null, city: string | null, now: number): string | null {
  if (country === null) return null;
  const zones = zonesOf(country);
  const [first] = zones;
  if (first === undefined) return null;
  if (city !== null) {
    const named = zones.find((zone) => plain(zone.split("/").at(-1) ?? "") === plain(city));
    if (named !== undefined) return named;
  }
  const times = new Set(zones.map((zone) => timeIn(zone, now)));
  return times.size === 1 ? first : null;
}

function zonesOf(country: string): string[] {
  try {
    const locale: Intl.Locale & WithTimeZones = new Intl.Locale("und", { region: country });
    return locale.getTimeZones?.() ?? locale.timeZones ?? [];
  } catch {
    return [];
  }
}

function timeIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" }).format(now);
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();
}
