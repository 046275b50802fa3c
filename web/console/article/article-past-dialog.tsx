import { createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import { renderArticle } from "#domain/article/article";
import type { ArticleLanguage } from "#protocol/article-card";
import type { ArticleDocument } from "#protocol/article-document";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { fullTimeText } from "../../ui/time-text.ts";
import { intl } from "../console-intl.ts";
import { diffOf } from "./article-diff.ts";
import type { ArticleDraft } from "./article-draft.ts";
import { t } from "./article-intl.ts";
import { Prose } from "./article-prose.tsx";
import { articleRequests } from "./article-requests.ts";
import "./article-past-dialog.css";

/** What an article was: each version, what changed since, and the way back to it. */
export function PastDialog(props: { id: string; language: ArticleLanguage; draft: ArticleDraft; onClose: () => void }) {
  const [history] = createResource(async () => {
    // What is being typed is a version too.
    await props.draft.flush();
    const answer = await articleRequests.history(props.id, props.language);
    return answer.ok ? answer.value.revisions : [];
  });
  const [chosen, setChosen] = createSignal<number>();
  const [compares, setCompares] = createSignal(true);
  const version = () => chosen() ?? history()?.[0]?.version;
  const [past] = createResource(version, async (asked) => {
    const answer = await articleRequests.past(props.id, props.language, asked);
    return answer.ok ? answer.value : null;
  });
  const when = (at: number) => fullTimeText(at, intl.locale());
  const restore = () => {
    const old = past();
    if (!old) return;
    props.draft.replace(old, Date.now());
    showToast({ kind: "success", text: t("articles.past.restored", { when: when(old.at) }) });
    props.onClose();
  };
  const now = () => props.draft.current()?.document ?? null;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("articles.past.title")}
      size="lg"
      footer={
        <>
          <Checkbox label={t("articles.past.compare")} checked={compares()} onChange={setCompares} />
          <span class="article-past-gap" />
          <Button variant="primary" disabled={!past() || props.draft.newer() !== null} onClick={restore}>
            {t("articles.past.restore")}
          </Button>
        </>
      }
    >
      <Show when={history()} fallback={<SkeletonRows rows={5} label={t("articles.loading")} />}>
        {(revisions) => (
          <Show when={revisions().length > 0} fallback={<p>{t("articles.past.empty")}</p>}>
            <div class="article-past">
              <ul class="article-past-list ui-scroll">
                <For each={revisions()}>
                  {(revision) => (
                    <li>
                      <button
                        type="button"
                        class="article-past-version"
                        aria-pressed={version() === revision.version}
                        onClick={() => setChosen(revision.version)}
                      >
                        <span>{when(revision.at)}</span>
                        <span class="article-past-by">{revision.by.name}</span>
                        <Show when={revision.publishedAt !== null}>
                          <Badge tone="green">{t("articles.past.published")}</Badge>
                        </Show>
                      </button>
                    </li>
                  )}
                </For>
              </ul>
              <div class="article-past-view ui-scroll" lang={props.language}>
                <Show when={past()} fallback={<SkeletonRows rows={5} label={t("articles.loading")} />}>
                  {(old) => (
                    <>
                      <h3 class="article-past-title" dir="auto">
                        {old().title || t("articles.untitled")}
                      </h3>
                      <Show when={compares() && now()} fallback={<Prose html={renderArticle(old().document)} />}>
                        {(document) => <Changes before={old().document} after={document()} />}
                      </Show>
                    </>
                  )}
                </Show>
              </div>
            </div>
          </Show>
        )}
      </Show>
    </Dialog>
  );
}

/** Both versions in one: what went is struck, what came is marked, each with its word for those who see no colour. */
function Changes(props: { before: ArticleDocument; after: ArticleDocument }) {
  const parts = () => diffOf(props.before, props.after);
  const isSame = () => parts().every(({ kind }) => kind === "same");
  return (
    <>
      <Show when={isSame()}>
        <p class="article-past-same">{t("articles.past.same")}</p>
      </Show>
      <For each={parts()}>
        {({ kind, block }) => (
          <div class="article-change" data-kind={kind}>
            <Switch>
              <Match when={kind === "added"}>
                <span class="article-change-word">{t("articles.past.added")}</span>
              </Match>
              <Match when={kind === "removed"}>
                <span class="article-change-word">{t("articles.past.removed")}</span>
              </Match>
            </Switch>
            <Prose html={renderArticle({ type: "doc", content: [block] })} />
          </div>
        )}
      </For>
    </>
  );
}
