import type { Finding } from "#domain/routing/finding";
import type { Condition, RoutingRule } from "#protocol/routing";
import type { Named } from "#protocol/conversation";
import { intl } from "../console-intl.ts";
import { t } from "../settings/settings-intl.ts";

/** A condition as one reads it: "Page contains /wholesale or /offices". */
export function conditionText(condition: Condition, sites: readonly Named[]): string {
  const { about, key, test, values } = condition;
  const subject = about === "attribute" ? key || t("routing.about.attribute") : t(`routing.about.${about}`);
  const shown = values.map((value) => valueText(about, value, sites));
  const all = intl.list(shown, { type: "disjunction" });
  return [subject, t(`routing.test.${test}`), all].filter((part) => part !== "").join(" ");
}

/** A value as one reads it: languages and sites by their names. */
export function valueText(about: Condition["about"], value: string, sites: readonly Named[]): string {
  if (about === "site") return sites.find(({ id }) => id === value)?.name ?? t("routing.siteGone");
  return about === "language" ? languageText(value) : value;
}

/** A language by its name in the reader's own; a tag that nobody knows stays as it is. */
export function languageText(tag: string): string {
  try {
    return new Intl.DisplayNames(intl.locale(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What is wrong with a rule, as a sentence that says what to do. */
export function findingText(finding: Finding, rules: readonly RoutingRule[]): string {
  switch (finding.kind) {
    case "shadowed":
      return t("routing.finding.shadowed", { name: rules.find(({ id }) => id === finding.by)?.name ?? "" });
    case "nothing":
      return finding.conditions.length === 1 ? t("routing.finding.nothingOne") : t("routing.finding.nothing");
    case "incomplete":
    case "everything":
      return t(`routing.finding.${finding.kind}`);
    default:
      return finding satisfies never;
  }
}

/** Languages that can be chosen: those of most customers, with the regions that are written differently. */
export const languageTags: readonly string[] = [
  ...[
    "ar",
    "bg",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "en-GB",
    "en-US",
    "es",
    "es-ES",
    "es-MX",
    "et",
    "fa",
    "fi",
    "fr",
    "fr-CA",
  ],
  ...[
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-BR",
    "pt-PT",
    "ro",
    "ru",
  ],
  ...["sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh", "zh-CN", "zh-TW"],
];
