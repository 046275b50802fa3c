import { createResource, Show } from "solid-js";
import { renderArticle } from "#domain/article/article";
import type { ArticleLanguage } from "#protocol/article-card";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { languageName, t, whyText } from "./article-intl.ts";
import { articleRequests } from "./article-requests.ts";
import { Prose } from "./article-prose.tsx";

/** The same article in another language, to be read while this one is written. */
export function ArticleBeside(props: { id: string; language: ArticleLanguage }) {
  const [answer] = createResource(() => articleRequests.text(props.id, props.language));
  return (
    <section class="article-beside" aria-label={languageName(props.language)} lang={props.language}>
      <p class="article-beside-language">{languageName(props.language)}</p>
      <Show when={answer()} fallback={<SkeletonRows rows={5} label={t("articles.loading")} />}>
        {(given) => {
          const read = given();
          if (!read.ok) return <p>{whyText(read.error.code)}</p>;
          if (read.value === null) return null;
          const { title, excerpt, document } = read.value;
          return (
            <>
              <h2 class="article-beside-title" dir="auto">
                {title}
              </h2>
              <p class="article-beside-excerpt" dir="auto">
                {excerpt}
              </p>
              <Prose html={renderArticle(document)} />
            </>
          );
        }}
      </Show>
    </section>
  );
}
