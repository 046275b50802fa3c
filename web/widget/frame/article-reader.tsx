import ArrowLeft from "lucide-solid/icons/arrow-left";
import ExternalLink from "lucide-solid/icons/external-link";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { articleLanguages, type ArticleView } from "#protocol/article-card";
import { articlePaths } from "#protocol/paths";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import "../../ui/prose.css";
import { loadArticleTexts, t } from "./article-intl.ts";
import { articleRequests } from "./article-requests.ts";
import { type OpenArticle, useFrame } from "./frame-state.ts";
import "./article-reader.css";

/** With its words. */
export async function loadArticleReader() {
  await loadArticleTexts();
  return ArticleReader;
}

/** An article over the conversation: to be read without leaving the page, and left by one press or Escape. */
function ArticleReader(props: { article: OpenArticle }) {
  const { openArticle } = useFrame();
  const before = document.activeElement;
  const language = () => articleLanguages.find((each) => each === props.article.language) ?? "en";
  const [answer, setAnswer] = createSignal<Awaited<ReturnType<typeof articleRequests.read>> | null>(null);
  const read = async () => {
    setAnswer(null);
    setAnswer(await articleRequests.read({ id: props.article.id, language: language() }));
  };
  void read();
  const view = () => {
    const given = answer();
    return given?.ok === true ? given.value : null;
  };
  const trouble = () => {
    const given = answer();
    return given?.ok === false ? given.error.code : null;
  };
  let back: HTMLButtonElement | undefined;
  onMount(() => back?.focus());
  onCleanup(() => before instanceof HTMLElement && before.focus());

  return (
    <section class="article-reader" aria-label={view()?.card.title ?? t("article.loading")}>
      <header class="article-reader-head">
        <IconButton
          ref={(element) => {
            back = element;
            queueMicrotask(() => element.focus());
          }}
          label={t("article.back")}
          onClick={() => openArticle(null)}
        >
          <ArrowLeft class="ui-mirror" />
        </IconButton>
        <span class="article-reader-gap" />
        <Show when={view()}>
          {(shown) => (
            <a
              class="article-reader-page"
              href={articlePaths.help(shown().card.language, shown().card.slug)}
              target="_blank"
              rel="noopener"
            >
              {t("article.page")}
              <ExternalLink />
            </a>
          )}
        </Show>
      </header>
      <div class="article-reader-scroll ui-scroll" tabindex="0">
        <Show when={answer() === null}>
          <p class="article-reader-wait">
            <Spinner label={t("article.loading")} />
          </p>
        </Show>
        <Show when={trouble()}>
          {(code) => (
            <div class="article-reader-wait" role="alert">
              <p>{t(code() === "article_unknown" ? "article.gone" : "article.failed")}</p>
              <Show when={code() !== "article_unknown"}>
                <Button onClick={() => void read()}>{t("article.retry")}</Button>
              </Show>
            </div>
          )}
        </Show>
        <Show when={view()}>{(shown) => <Article view={shown()} />}</Show>
      </div>
    </section>
  );
}

function Article(props: { view: ArticleView }) {
  return (
    <article class="article-reader-text" lang={props.view.card.language} onClick={(event) => openAway(event)}>
      <h2 dir="auto">{props.view.card.title}</h2>
      {/* What our own renderer made: every element is its, every text escaped. */}
      <div class="prose" innerHTML={props.view.html} />
      <Vote view={props.view} />
    </article>
  );
}

/** Nothing may take the panel's place: a link to the help centre opens like every other one. */
function openAway(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (!href.startsWith("/")) return;
  event.preventDefault();
  open(href, "_blank", "noopener");
}

function Vote(props: { view: ArticleView }) {
  const { config } = useFrame();
  const [given, setGiven] = createSignal<boolean | null>(null);
  const [said, setSaid] = createSignal("");
  const vote = async (helped: boolean) => {
    const counted = await articleRequests.vote(config.key, props.view, helped);
    if (counted) setGiven(helped);
    setSaid(counted ? t(helped ? "article.thanks" : "article.sorry") : t("article.voteFailed"));
  };
  return (
    <div class="article-reader-vote">
      <p id="article-helped">{t("article.helped")}</p>
      <div role="group" aria-labelledby="article-helped">
        <Button size="sm" aria-pressed={given() === true} onClick={() => void vote(true)}>
          {t("article.yes")}
        </Button>
        <Button size="sm" aria-pressed={given() === false} onClick={() => void vote(false)}>
          {t("article.no")}
        </Button>
      </div>
      <p role="status">{said()}</p>
    </div>
  );
}
