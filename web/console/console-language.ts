import { intl } from "./console-intl.ts";

/** The languages of the console's catalogues (console-intl.ts). */
export const languageTags = ["en", "pt-BR"] as const;

/** What an agent can choose: a language by its tag, or the browser's. */
export type LanguageChoice = "auto" | (typeof languageTags)[number];

export const languageChoices: readonly LanguageChoice[] = ["auto", ...languageTags];

/** The choice that a tag stands for, as it is kept with the agent; null is the browser's, as is one that this build does not have. */
export function languageChoiceOf(tag: string | null): LanguageChoice {
  return languageChoices.find((choice) => choice === tag) ?? "auto";
}

/** How a language names itself, so that somebody who reads only that one finds it. */
export function languageName(choice: Exclude<LanguageChoice, "auto">): string {
  const name = intl.languages().find(({ tag }) => tag === choice)?.name ?? choice;
  return name.charAt(0).toLocaleUpperCase(choice) + name.slice(1);
}
