/** The languages that every catalogue has, as BCP 47 tags. */
export const languages = ["en", "pt-BR"] as const;
export type Language = (typeof languages)[number];

/** How each language names itself: a choice must be readable for somebody who reads only that one. */
export const languageNames: Record<Language, string> = { en: "English", "pt-BR": "Português (Brasil)" };

/** The first of `wanted` (as `navigator.languages` lists them) that Fala speaks; any Portuguese is Brazilian here. English where none is. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0];
    const found = languages.find((language) => language.toLowerCase().split("-")[0] === base);
    if (found) return found;
  }
  return "en";
}
