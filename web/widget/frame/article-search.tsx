import Search from "lucide-solid/icons/search";
import { createSignal, For, onCleanup, Show } from "solid-js";
import type { ArticleCard } from "#protocol/article-card";
import { detectLocale } from "../../intl/locale-detection.ts";
import { loadArticleTexts, t } from "./article-intl.ts";
import { articleRequests } from "./article-requests.ts";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./article-search.css";

const waitMs = 180;
const mostShown = 5;

/** With its words. */
export async function loadArticleSearch() {
  await loadArticleTexts();
  return ArticleSearch;
}

/** Before somebody writes: what they ask may be answered already. The hits come while they type. */
function ArticleSearch() {
  const { config, openArticle } = useFrame();
  const [words, setWords] = createSignal("");
  /** Null: nothing was asked, or the answer is on its way. */
  const [hits, setHits] = createSignal<readonly ArticleCard[] | null>(null);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const language = () =>
    detectLocale([intl.shown(), ...navigator.languages], config.articles, config.articles[0] ?? "en");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();
  const ask = (typed: string) => {
    setWords(typed);
    clearTimeout(timer);
    asking.abort();
    setTrouble(null);
    if (typed.trim() === "") {
      setHits(null);
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    timer = setTimeout(async () => {
      const answer = await articleRequests.search(typed.trim(), language(), signal);
      if (signal.aborted) return;
      setHits(answer.ok ? answer.value.hits.slice(0, mostShown) : null);
      if (!answer.ok) setTrouble(t(answer.error.code === "rate_limited" ? "article.busy" : "article.searchFailed"));
    }, waitMs);
  };
  onCleanup(() => {
    clearTimeout(timer);
    asking.abort();
  });
  return (
    <search class="article-search">
      <label class="article-search-field">
        <Search aria-hidden="true" />
        <input
          type="search"
          value={words()}
          onInput={(event) => ask(event.currentTarget.value)}
          placeholder={t("article.search")}
          aria-label={t("article.search")}
          maxlength={200}
          autocomplete="off"
          dir="auto"
        />
      </label>
      <p class="ui-hidden" role="status">
        <Show when={hits()}>{(found) => t("article.found", { count: found().length })}</Show>
      </p>
      <Show when={trouble()}>
        {(why) => (
          <p class="article-search-nothing" role="alert">
            {why()}
          </p>
        )}
      </Show>
      <Show when={hits()}>
        {(found) => (
          <Show when={found().length > 0} fallback={<p class="article-search-nothing">{t("article.nothing")}</p>}>
            <ul class="article-search-hits">
              <For each={found()}>
                {(hit) => (
                  <li>
                    <button type="button" lang={hit.language} onClick={() => openArticle(hit)}>
                      <strong dir="auto">{hit.title}</strong>
                      <span class="ui-truncate" dir="auto">
                        {hit.excerpt}
                      </span>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
    </search>
  );
}
