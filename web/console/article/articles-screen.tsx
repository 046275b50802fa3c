import { useParams } from "@solidjs/router";
import { onMount, Show, Suspense } from "solid-js";
import { articleLanguages } from "#protocol/article-card";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { lazyScreen } from "../console-screen.ts";
import { createPageTitle } from "../console-title.ts";
import { createArticleList } from "./article-list.ts";
import { t } from "./article-intl.ts";
import { ArticlesList } from "./articles-list.tsx";

/** The editor is the heavy half: it loads with the first article that is opened. */
const Editor = lazyScreen(() => import("./article-screen.tsx").then((file) => file.ArticleScreen));

/** `/articles`: the list. `/articles/<id>/<language>`: one article while it is written. */
export function ArticlesScreen() {
  const params = useParams();
  const store = createArticleList();
  createPageTitle(() => t("articles.title"));
  onMount(() => void store.load());
  const isOpen = () => params["article"] !== undefined && articleLanguages.some((each) => each === params["language"]);
  return (
    <Show when={isOpen()} fallback={<ArticlesList store={store} />}>
      <Suspense fallback={<SkeletonRows rows={6} label={t("articles.loading")} />}>
        <Editor />
      </Suspense>
    </Show>
  );
}
