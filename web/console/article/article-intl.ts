import type { ErrorCode } from "#protocol/error";
import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/articles.en.ts"),
  "pt-BR": () => import("../../intl/articles.pt-br.ts"),
});

/** The texts of the knowledge base and of the console. Everything under article/ reads this one. */
export const { t } = part;

/** Whatever of article/ is drawn waits for it. */
export const loadArticleTexts = part.load;

const worded = [
  ...(["unavailable", "forbidden", "slug_taken", "slug_invalid", "link_unsafe", "embed_not_allowed"] as const),
  ...(["picture_invalid", "article_empty", "too_large", "not_found", "changed_meanwhile", "invalid_request"] as const),
];

/** Why something about an article did not happen, as the end of a sentence. */
export function whyText(code: ErrorCode): string {
  const known = worded.find((each) => each === code);
  return t(`articles.why.${known ?? "internal"}`);
}

/** The same as a sentence of its own. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** "English", "Português (Brasil)": a language in its own name. */
export function languageName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
