import { Show } from "solid-js";
import { lazyPart } from "../../ui/part.tsx";
import { detectLocale } from "../../intl/locale-detection.ts";
import { intl, t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-greeting.css";

/** Loads after the panel's first look. */
const ArticleSearch = lazyPart(() => import("./article-search.tsx").then((file) => file.loadArticleSearch()));

/** The company's first words, in the customer's language where the company has them in it. */
export function ConversationGreeting() {
  const { config, store } = useFrame();
  /** The languages in which the company says something. */
  const said = () => Object.keys(config.greeting).filter((tag) => config.greeting[tag]);
  const language = () => detectLocale([intl.shown(), ...navigator.languages], said(), said()[0] ?? intl.shown());
  return (
    <div class="conversation-greeting" data-alone={store.phase() === "none" ? "" : undefined}>
      <p class="conversation-greeting-words" lang={language()} dir="auto">
        {config.greeting[language()] ?? config.name}
      </p>
      <Show when={store.phase() === "none"}>
        <p class="conversation-greeting-hint">{t("greeting.keeps")}</p>
        <Show when={config.articles.length > 0}>
          <ArticleSearch fallback={<div class="article-search-coming" />} />
        </Show>
      </Show>
    </div>
  );
}
