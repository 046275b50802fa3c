/** Which browser on which system, as far as its own words tell; null where they do not. For people, never for decisions. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null; phone: boolean } {
  if (userAgent === null) return { browser: null, system: null, phone: false };
  const first = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
  return {
    // Each of these also says the names of those below it.
    browser: first([
      [/Edg(e|A|iOS)?\//, "Edge"],
      [/OPR\/|Opera/, "Opera"],
      [/SamsungBrowser\//, "Samsung Internet"],
      [/Firefox\/|FxiOS\//, "Firefox"],
      [/Chrome\/|CriOS\//, "Chrome"],
      [/Safari\//, "Safari"],
    ]),
    system: first([
      [/iPhone|iPod/, "iPhone"],
      [/iPad/, "iPad"],
      [/Android/, "Android"],
      [/CrOS/, "ChromeOS"],
      [/Windows/, "Windows"],
      [/Mac OS X|Macintosh/, "macOS"],
      [/Linux/, "Linux"],
    ]),
    phone: /iPhone|iPod|iPad|Android|Mobile/.test(userAgent),
  };
}
