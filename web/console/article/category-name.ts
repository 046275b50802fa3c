import type { ArticleCategory } from "#protocol/article";
import { type ArticleLanguage, articleLanguages } from "#protocol/article-card";
import { intl } from "../console-intl.ts";

/** The language in which this agent most likely writes. */
export function ownLanguage(): ArticleLanguage {
  return articleLanguages.find((language) => language === intl.shown()) ?? "en";
}

/** A category's name in the reader's language, else in its own. */
export function categoryName(category: ArticleCategory | undefined): string | undefined {
  return (category?.texts.find(({ language }) => language === ownLanguage()) ?? category?.texts[0])?.name;
}
