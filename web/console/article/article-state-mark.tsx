import type { ArticleState } from "#protocol/article";
import { StatusDot, type Tone } from "../../ui/badge.tsx";
import { languageName, t } from "./article-intl.ts";
import "./article-state-mark.css";

export const stateTones: Record<ArticleState, Tone> = { draft: "neutral", published: "green", changed: "amber" };

/** A language of an article, with how far it is: a dot for the eye, the words for everybody else. */
export function LanguageMark(props: { language: string; state: ArticleState }) {
  const words = () =>
    t("articles.language", { language: languageName(props.language), state: t(`articles.state.${props.state}`) });
  return (
    <span class="article-language" title={words()}>
      <StatusDot tone={stateTones[props.state]} />
      <span aria-hidden="true">{props.language.split("-")[0]?.toUpperCase()}</span>
      <span class="ui-hidden">{words()}</span>
    </span>
  );
}
