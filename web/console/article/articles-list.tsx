import { A, useNavigate, useSearchParams } from "@solidjs/router";
import BookOpenText from "lucide-solid/icons/book-open-text";
import ExternalLink from "lucide-solid/icons/external-link";
import Plus from "lucide-solid/icons/plus";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { can } from "#domain/agent/agent";
import type { ArticleState } from "#protocol/article";
import { articlePaths } from "#protocol/paths";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { LibraryFilters } from "../library-filters.tsx";
import { useConsole } from "../console-context.tsx";
import { filtered } from "./article-filter.ts";
import { t } from "./article-intl.ts";
import type { ArticleListStore } from "./article-list.ts";
import { articleRequests } from "./article-requests.ts";
import { ArticleRow } from "./article-row.tsx";
import { categoryName, ownLanguage } from "./category-name.ts";
import { CategoryRail } from "./category-rail.tsx";
import "./articles-list.css";

const states = ["all", "published", "changed", "draft"] as const;

/** Every article, by category, state and words. */
export function ArticlesList(props: { store: ArticleListStore }) {
  const { me } = useConsole();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [words, setWords] = createSignal("");
  const [state, setState] = createSignal<ArticleState | "all">("all");
  const list = () => props.store.list();
  const mayPublish = () => can(me().agent.role, "publish_articles");
  onMount(() => void props.store.load());

  const category = () => {
    const asked = query["category"];
    return asked === undefined ? undefined : asked === "none" ? null : String(asked);
  };
  const shown = createMemo(() =>
    filtered(list()?.articles ?? [], { words: words(), state: state(), category: category() }),
  );
  const isFiltered = () => words().trim() !== "" || state() !== "all";
  /** Articles can be put in order where exactly one category is shown, whole. */
  const inOrder = () => mayPublish() && category() !== undefined && !isFiltered();
  const title = () => {
    const id = category();
    if (id === undefined) return t("articles.all");
    if (id === null) return t("articles.none");
    return categoryName((list()?.categories ?? []).find((each) => each.id === id)) ?? t("articles.all");
  };
  const begin = async () => {
    const id = crypto.randomUUID();
    const begun = await props.store.change(articleRequests.begin(id, category() ?? null));
    if (begun) navigate(`/articles/${id}/${ownLanguage()}`);
  };
  const clear = () => {
    setWords("");
    setState("all");
  };

  return (
    <div class="articles">
      <CategoryRail store={props.store} chosen={category()} mayEdit={mayPublish()} />
      <div class="articles-pane library-place ui-scroll">
        <div class="library">
          <header class="library-head">
            <div>
              <h1>{title()}</h1>
              <p class="articles-count">
                <Show when={list()}>{t("articles.count", { count: shown().length })}</Show>
              </p>
            </div>
            <div class="articles-head-actions">
              <A class="articles-public" href={articlePaths.help()} target="_blank" rel="external noopener">
                {t("articles.open")}
                <ExternalLink />
              </A>
              <Button variant="primary" icon={<Plus />} onClick={() => void begin()}>
                {t("articles.new")}
              </Button>
            </div>
          </header>
          <LibraryFilters
            search={t("articles.search")}
            words={words()}
            onWords={setWords}
            filter={t("articles.state")}
            states={states.map((value) => ({ value, label: t(`articles.state.${value}`) }))}
            state={state()}
            onState={setState}
          />
          <Show when={list()} fallback={<Waiting store={props.store} />}>
            {(all) => (
              <Show
                when={shown().length > 0}
                fallback={
                  <Show
                    when={isFiltered()}
                    fallback={
                      <EmptyState
                        icon={<BookOpenText />}
                        title={t("articles.empty")}
                        text={t("articles.emptyText")}
                        action={
                          <Button icon={<Plus />} onClick={() => void begin()}>
                            {t("articles.new")}
                          </Button>
                        }
                      />
                    }
                  >
                    <EmptyState
                      icon={<SearchX />}
                      title={t("articles.emptyFilter")}
                      text={t("articles.emptyFilterText")}
                      action={<Button onClick={clear}>{t("articles.clear")}</Button>}
                    />
                  </Show>
                }
              >
                <ul class="library-rows">
                  <For each={shown()}>
                    {(article) => (
                      <ArticleRow
                        article={article}
                        categories={all().categories}
                        order={inOrder() ? shown().map(({ id }) => id) : null}
                        mayPublish={mayPublish()}
                        store={props.store}
                      />
                    )}
                  </For>
                </ul>
              </Show>
            )}
          </Show>
        </div>
      </div>
    </div>
  );
}

function Waiting(props: { store: ArticleListStore }) {
  return (
    <Show when={props.store.trouble()} fallback={<SkeletonRows rows={6} label={t("articles.loading")} />}>
      <EmptyState
        icon={<SearchX />}
        title={t("articles.failed")}
        action={<Button onClick={() => void props.store.load()}>{t("articles.retry")}</Button>}
      />
    </Show>
  );
}
