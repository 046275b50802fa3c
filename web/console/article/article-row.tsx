import { A } from "@solidjs/router";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Ellipsis from "lucide-solid/icons/ellipsis";
import ThumbsUp from "lucide-solid/icons/thumbs-up";
import Trash from "lucide-solid/icons/trash";
import { For, Show } from "solid-js";
import type { Article, ArticleCategory } from "#protocol/article";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { moved, shownLine, votesOf } from "./article-filter.ts";
import { t } from "./article-intl.ts";
import type { ArticleListStore } from "./article-list.ts";
import { articleRequests } from "./article-requests.ts";
import { LanguageMark } from "./article-state-mark.tsx";
import { categoryName, ownLanguage } from "./category-name.ts";

/** One article of the list: what it is, in which languages and how far, whether it helped. */
export function ArticleRow(props: {
  article: Article;
  categories: readonly ArticleCategory[];
  /** The ids of the list, where this article can be moved among them. */
  order: readonly string[] | null;
  mayPublish: boolean;
  store: ArticleListStore;
}) {
  const line = () => shownLine(props.article, ownLanguage());
  const title = () => line()?.title || t("articles.untitled");
  const votes = () => votesOf(props.article);
  const latest = () => props.article.lines.toSorted((one, other) => other.savedAt - one.savedAt)[0];
  const votesText = () => {
    const counted = votes();
    return counted === null ? t("articles.noVotes") : t("articles.votes", counted);
  };
  const move = (order: readonly string[], step: 1 | -1) =>
    void props.store.change(articleRequests.order("article", moved(order, props.article.id, step)));
  const place = (category: string) => {
    const { id, version, tags } = props.article;
    void props.store.change(
      articleRequests.place(id, { version, tags, category: category === "none" ? null : category }),
    );
  };

  return (
    <li class="article-row">
      <A class="article-row-link" href={`/articles/${props.article.id}/${line()?.language ?? ownLanguage()}`}>
        <span class="article-row-title" dir="auto" data-untitled={line()?.title ? undefined : ""}>
          {title()}
        </span>
        <Show when={line()?.excerpt}>
          <span class="article-row-excerpt ui-truncate" dir="auto">
            {line()?.excerpt}
          </span>
        </Show>
      </A>
      <span class="article-row-languages">
        <For each={props.article.lines}>
          {({ language, state }) => <LanguageMark language={language} state={state} />}
        </For>
      </span>
      <span class="article-row-votes" title={votesText()} data-none={votes() === null ? "" : undefined}>
        <ThumbsUp aria-hidden="true" />
        <span aria-hidden="true">{votes() === null ? "–" : `${votes()?.share} %`}</span>
        <span class="ui-hidden">{votesText()}</span>
      </span>
      <span class="article-row-saved ui-truncate">
        <Show when={latest()}>
          {(saved) => (
            <>
              {saved().savedBy.name} · <RelativeTime at={saved().savedAt} short />
            </>
          )}
        </Show>
      </span>
      <Menu
        placement="bottom-end"
        trigger={(trigger) => (
          <IconButton {...trigger} size="sm" label={t("articles.more", { title: title() })}>
            <Ellipsis />
          </IconButton>
        )}
      >
        <Show when={props.order}>
          {(order) => (
            <>
              <MenuItem icon={<ArrowUp />} onSelect={() => move(order(), -1)}>
                {t("articles.up")}
              </MenuItem>
              <MenuItem icon={<ArrowDown />} onSelect={() => move(order(), 1)}>
                {t("articles.down")}
              </MenuItem>
              <MenuSeparator />
            </>
          )}
        </Show>
        <MenuChoices label={t("articles.moveTo")} value={props.article.category ?? "none"} onChange={place}>
          <For each={props.categories}>
            {(category) => <MenuChoice value={category.id}>{categoryName(category)}</MenuChoice>}
          </For>
          <MenuChoice value="none">{t("articles.none")}</MenuChoice>
        </MenuChoices>
        <Show when={props.mayPublish}>
          <MenuSeparator />
          <MenuItem icon={<Trash />} tone="danger" onSelect={() => void props.store.remove(props.article, title())}>
            {t("articles.delete")}
          </MenuItem>
        </Show>
      </Menu>
    </li>
  );
}
