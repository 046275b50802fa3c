import { createSignal, Show } from "solid-js";
import { renderArticle } from "#domain/article/article";
import type { ArticleLanguage } from "#protocol/article-card";
import { Dialog } from "../../ui/dialog.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { ArticleDraft } from "./article-draft.ts";
import { t } from "./article-intl.ts";
import { Prose } from "./article-prose.tsx";

/** The draft as its readers will see it: the same renderer, at the width of the page or of the chat. */
export function PreviewDialog(props: { draft: ArticleDraft; language: ArticleLanguage; onClose: () => void }) {
  const [where, setWhere] = createSignal<"page" | "widget">("page");
  const now = props.draft.current();
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title={t("articles.preview.title")} size="lg">
      <Tabs<"page" | "widget">
        variant="pill"
        label={t("articles.preview.title")}
        tabs={[
          { value: "page", label: t("articles.preview.page") },
          { value: "widget", label: t("articles.preview.widget") },
        ]}
        value={where()}
        onChange={setWhere}
      >
        {(shown) => (
          <div class="article-preview" data-where={shown} lang={props.language}>
            <h1 dir="auto">{now?.title || t("articles.untitled")}</h1>
            <Show when={now}>{(save) => <Prose html={renderArticle(save().document)} />}</Show>
          </div>
        )}
      </Tabs>
    </Dialog>
  );
}
