import type { Editor } from "@tiptap/core";
import { A, useBeforeLeave } from "@solidjs/router";
import CircleAlert from "lucide-solid/icons/circle-alert";
import FileX from "lucide-solid/icons/file-x";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import type { ArticleList } from "#protocol/article";
import type { ArticleLanguage } from "#protocol/article-card";
import type { ErrorCode } from "#protocol/error";
import { articleLimits } from "#protocol/limits";
import { browserClock } from "../../connection/clock.ts";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { createPageTitle } from "../console-title.ts";
import { ArticleBeside } from "./article-beside.tsx";
import { createArticleDraft } from "./article-draft.ts";
import { ArticleHead } from "./article-head.tsx";
import { capitalized, t, whyText } from "./article-intl.ts";
import { PastDialog } from "./article-past-dialog.tsx";
import { articleRequests } from "./article-requests.ts";
import { ArticleToolbar } from "./article-toolbar.tsx";
import { ArticleWriting } from "./article-writing.tsx";
import "../editor-frame.css";
import "./article-editor.css";

/** Where one article is written, in one language. */
export function ArticleEditor(props: {
  id: string;
  language: ArticleLanguage;
  /** All articles; null until they are known. */
  list: ArticleList | null;
  onChanged: () => void;
}) {
  const [editor, setEditor] = createSignal<Editor>();
  const [loaded, setLoaded] = createSignal(false);
  const [trouble, setTrouble] = createSignal<ErrorCode | null>(null);
  const [beside, setBeside] = createSignal<ArticleLanguage | null>(null);
  const [past, setPast] = createSignal(false);
  let revision = () => 0;
  let titleField: HTMLTextAreaElement | undefined;

  const draft = createArticleDraft({
    article: props.id,
    language: props.language,
    requests: articleRequests,
    storage: localStorage,
    readDocument: () => editor()?.getJSON(),
    // Without an event: it is not the reader who changed it.
    showDocument: (document, undoable) =>
      editor()?.chain().setMeta("addToHistory", undoable).setContent(document, { emitUpdate: false }).run(),
    later: (task, ms) => browserClock.after(ms, task),
  });
  createPageTitle(() => draft.written().title || t("articles.untitled"));

  const isGone = () => trouble() === "not_found";
  const load = async () => {
    setTrouble(await draft.load());
    setLoaded(true);
    if (trouble() === null && draft.written().title === "") titleField?.focus();
  };
  const online = () => void draft.flush();
  const away = () => draft.leave();
  onMount(() => {
    addEventListener("online", online);
    addEventListener("pagehide", away);
  });
  onCleanup(() => {
    removeEventListener("online", online);
    removeEventListener("pagehide", away);
  });
  useBeforeLeave(away);

  const write = (more: Parameters<typeof draft.write>[0]) => draft.write(more, Date.now());
  return (
    <div class="editor-frame">
      <ArticleHead
        id={props.id}
        nothing={trouble() !== null}
        language={props.language}
        draft={draft}
        list={props.list}
        beside={beside()}
        onBeside={setBeside}
        onPast={() => setPast(true)}
        onChanged={() => props.onChanged()}
      />
      <div class="article-canvas ui-scroll" data-beside={beside() === null ? undefined : ""}>
        <Show when={beside()} keyed>
          {(language) => <ArticleBeside id={props.id} language={language} />}
        </Show>
        <div class="article-paper">
          <Show when={trouble()}>
            {(code) => (
              <EmptyState
                icon={<FileX />}
                title={t(isGone() ? "articles.gone" : "articles.failedOne")}
                text={isGone() ? t("articles.goneText") : capitalized(whyText(code()))}
                action={
                  <Show when={isGone()} fallback={<Button onClick={() => void load()}>{t("articles.retry")}</Button>}>
                    <A href="/articles">{t("articles.back")}</A>
                  </Show>
                }
              />
            )}
          </Show>
          <Show when={!loaded()}>
            <SkeletonRows rows={6} label={t("articles.loading")} />
          </Show>
          <div class="article-sheet" hidden={!loaded() || trouble() !== null}>
            <AutoGrowTextarea
              class="article-title"
              ref={(element) => (titleField = element)}
              value={draft.written().title}
              onText={(title) => write({ title: title.replaceAll("\n", " ") })}
              minRows={1}
              maxRows={4}
              maxlength={articleLimits.titleCharacters}
              placeholder={t("articles.write.title")}
              aria-label={t("articles.write.title")}
              lang={props.language}
              dir="auto"
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.isComposing) return;
                event.preventDefault();
                editor()?.commands.focus("start");
              }}
            />
            <AutoGrowTextarea
              class="article-excerpt"
              value={draft.written().excerpt}
              onText={(excerpt) => write({ excerpt: excerpt.replaceAll("\n", " ") })}
              minRows={1}
              maxRows={4}
              maxlength={articleLimits.excerptCharacters}
              placeholder={t("articles.write.excerpt")}
              aria-label={t("articles.write.excerpt")}
              lang={props.language}
              dir="auto"
            />
            <Show when={editor()}>{(made) => <ArticleToolbar editor={made()} revision={() => revision()} />}</Show>
            <ArticleWriting
              language={props.language}
              onEditor={(made, changes) => {
                revision = changes;
                setEditor(made);
                void load();
              }}
              onChange={() => draft.touch(Date.now())}
            />
          </div>
        </div>
      </div>
      {/* Below, where no notification stands over it. */}
      <Show when={draft.newer()}>
        {(newer) => (
          <Banner
            tone="amber"
            icon={<CircleAlert />}
            action={
              <span class="article-newer-actions">
                <Button size="sm" onClick={() => setPast(true)}>
                  {t("articles.newer.look")}
                </Button>
                <Button size="sm" onClick={() => draft.takeNewer()}>
                  {t("articles.newer.take")}
                </Button>
                <Button size="sm" onClick={() => void draft.keepMine()}>
                  {t("articles.newer.keep")}
                </Button>
              </span>
            }
          >
            <strong>{t("articles.newer.title", { name: newer().savedBy.name })}.</strong> {t("articles.newer.text")}
          </Banner>
        )}
      </Show>
      <Show when={past()}>
        <PastDialog id={props.id} language={props.language} draft={draft} onClose={() => setPast(false)} />
      </Show>
    </div>
  );
}
