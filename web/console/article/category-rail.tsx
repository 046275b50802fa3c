import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import type { ArticleCategory } from "#protocol/article";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { moved } from "./article-filter.ts";
import { t } from "./article-intl.ts";
import type { ArticleListStore } from "./article-list.ts";
import { articleRequests } from "./article-requests.ts";
import { categoryName } from "./category-name.ts";
import { CategoryDialog } from "./category-dialog.tsx";

/** The categories in their order, each with its count; at the side, on phones above the list. */
export function CategoryRail(props: {
  store: ArticleListStore;
  /** null: those without one; undefined: all. */
  chosen: string | null | undefined;
  mayEdit: boolean;
}) {
  /** The category in the dialog; "new": one that is made. */
  const [edited, setEdited] = createSignal<ArticleCategory | "new" | null>(null);
  const categories = () => props.store.list()?.categories ?? [];
  const count = (category: string | null | undefined) =>
    (props.store.list()?.articles ?? []).filter((each) => category === undefined || each.category === category).length;
  const move = (id: string, step: 1 | -1) => {
    const ids = categories().map((each) => each.id);
    void props.store.change(articleRequests.order("category", moved(ids, id, step)));
  };
  return (
    <nav class="articles-rail ui-scroll" aria-label={t("articles.categories")}>
      <h2 class="articles-rail-title">{t("articles.title")}</h2>
      <RailLink
        href="/articles"
        name={t("articles.all")}
        count={count(undefined)}
        chosen={props.chosen === undefined}
      />
      <div class="articles-rail-head">
        <h3>{t("articles.categories")}</h3>
        <Show when={props.mayEdit}>
          <IconButton size="xs" label={t("articles.category.new")} onClick={() => setEdited("new")}>
            <Plus />
          </IconButton>
        </Show>
      </div>
      <For each={categories()}>
        {(category) => (
          <div class="articles-rail-row">
            <RailLink
              href={`/articles?category=${category.id}`}
              name={categoryName(category) ?? ""}
              count={count(category.id)}
              chosen={props.chosen === category.id}
            />
            <Show when={props.mayEdit}>
              <Menu
                trigger={(trigger) => (
                  <IconButton
                    {...trigger}
                    size="xs"
                    class="articles-rail-more"
                    label={t("articles.category.more", { name: categoryName(category) ?? "" })}
                  >
                    <Ellipsis />
                  </IconButton>
                )}
              >
                <MenuItem icon={<Pencil />} onSelect={() => setEdited(category)}>
                  {t("articles.category.edit", { name: categoryName(category) ?? "" })}
                </MenuItem>
                <MenuItem icon={<ArrowUp />} onSelect={() => move(category.id, -1)}>
                  {t("articles.up")}
                </MenuItem>
                <MenuItem icon={<ArrowDown />} onSelect={() => move(category.id, 1)}>
                  {t("articles.down")}
                </MenuItem>
                <MenuSeparator />
                <MenuItem
                  icon={<Trash />}
                  tone="danger"
                  detail={t("articles.category.deleteText")}
                  onSelect={() =>
                    void props.store.change(articleRequests.removeCategory(category.id, category.version))
                  }
                >
                  {t("articles.category.delete")}
                </MenuItem>
              </Menu>
            </Show>
          </div>
        )}
      </For>
      <Show when={count(null) > 0 && categories().length > 0}>
        <RailLink
          href="/articles?category=none"
          name={t("articles.none")}
          count={count(null)}
          chosen={props.chosen === null}
        />
      </Show>
      <Show when={edited()} keyed>
        {(category) => (
          <CategoryDialog
            category={category === "new" ? null : category}
            store={props.store}
            onClose={() => setEdited(null)}
          />
        )}
      </Show>
    </nav>
  );
}

function RailLink(props: { href: string; name: string; count: number; chosen: boolean }) {
  return (
    // Not the router's link: that one looks at the path alone, and all of these have the same.
    <a class="articles-rail-link" href={props.href} aria-current={props.chosen ? "page" : undefined}>
      <span class="ui-truncate" dir="auto">
        {props.name}
      </span>
      <span class="articles-rail-count">{props.count}</span>
    </a>
  );
}
