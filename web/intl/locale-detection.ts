const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

const languageOf = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";

/**
 * The first of `available` that somebody with these `wanted` languages (navigator.languages) can read: the exact tag, else one of the
 * same language ("pt-PT" reads "pt-BR"). `fallback` when there is none.
 */
export function detectLocale<Locale extends string>(
  wanted: readonly string[],
  available: readonly Locale[],
  fallback: Locale,
): Locale {
  for (const want of wanted) {
    const exact = available.find((locale) => locale.toLowerCase() === want.toLowerCase());
    const near = exact ?? available.find((locale) => languageOf(locale) === languageOf(want));
    if (near !== undefined) return near;
  }
  return fallback;
}

/** The tag for numbers and dates: the reader's own variant of the language they read ("en-GB" for texts in "en"). */
export function formattingLocale(shown: string, wanted: readonly string[]): string {
  return wanted.find((want) => languageOf(want) === languageOf(shown)) ?? shown;
}

/** Writing direction of a language. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(languageOf(locale)) ? "rtl" : "ltr";
}
