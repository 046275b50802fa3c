import { A, useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import Copy from "lucide-solid/icons/copy";
import Ellipsis from "lucide-solid/icons/ellipsis";
import ExternalLink from "lucide-solid/icons/external-link";
import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import History from "lucide-solid/icons/rotate-ccw-clock";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Trash from "lucide-solid/icons/trash";
import { createSignal, Show } from "solid-js";
import { can } from "#domain/agent/agent";
import type { ArticleList } from "#protocol/article";
import type { ArticleLanguage } from "#protocol/article-card";
import { articlePaths } from "#protocol/paths";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { useConsole } from "../console-context.tsx";
import { DetailsDialog } from "./article-details-dialog.tsx";
import type { ArticleDraft } from "./article-draft.ts";
import { capitalized, t, whyText } from "./article-intl.ts";
import { LanguageTabs } from "./article-languages.tsx";
import { PreviewDialog } from "./article-preview-dialog.tsx";
import { articleRequests } from "./article-requests.ts";
import { SaveState } from "./article-save-state.tsx";

/** Over the page: where one is, in which language, whether it is saved, and what can be done with it. */
export function ArticleHead(props: {
  id: string;
  language: ArticleLanguage;
  /** There is no such article (any more), or it could not be loaded: nothing can be done with it. */
  nothing: boolean;
  draft: ArticleDraft;
  list: ArticleList | null;
  beside: ArticleLanguage | null;
  onBeside: (language: ArticleLanguage | null) => void;
  onPast: () => void;
  onChanged: () => void;
}) {
  const { me } = useConsole();
  const navigate = useNavigate();
  const [dialog, setDialog] = createSignal<"details" | "preview" | "delete" | null>(null);
  const [pending, setPending] = createSignal(false);
  const { draft } = props;
  const mayPublish = () => can(me().agent.role, "publish_articles");
  const article = () => props.list?.articles.find(({ id }) => id === props.id) ?? null;
  const published = () => draft.text()?.published ?? null;
  const title = () => draft.written().title || t("articles.untitled");
  const isPublished = () =>
    published() !== null && published()?.version === draft.text()?.version && draft.state().kind === "saved";
  const address = (slug: string) => location.origin + articlePaths.help(props.language, slug);

  const publish = async () => {
    setPending(true);
    const answer = await draft.publish();
    setPending(false);
    props.onChanged();
    const slug = answer?.ok === true ? answer.value.published?.slug : undefined;
    if (answer?.ok === false) return tellWhy(answer.error.code);
    if (slug === undefined) return;
    showToast({
      kind: "success",
      text: t("articles.published", { title: title() }),
      action: { label: t("articles.view"), run: () => void open(address(slug), "_blank", "noopener") },
    });
  };
  const unpublish = async () => {
    const answer = await draft.unpublish();
    props.onChanged();
    if (answer.ok) showToast({ text: t("articles.unpublished", { title: title() }) });
    else tellWhy(answer.error.code);
  };
  const remove = async () => {
    const known = article();
    if (known === null) return;
    setPending(true);
    await draft.flush();
    const answer = await articleRequests.remove(known.id, known.version);
    setPending(false);
    setDialog(null);
    if (!answer.ok) {
      props.onChanged();
      return tellWhy(answer.error.code);
    }
    navigate("/articles");
    showToast({
      text: t("articles.deleted", { title: title() }),
      action: {
        label: t("articles.undo"),
        run: () =>
          void articleRequests.restore(known.id).then(() => navigate(`/articles/${known.id}/${props.language}`)),
      },
    });
  };
  const copy = async (slug: string) => {
    await navigator.clipboard.writeText(address(slug));
    showToast({ kind: "success", text: t("articles.copied") });
  };

  return (
    <header class="editor-head article-head">
      <A class="editor-back" href="/articles" aria-label={t("articles.back")}>
        <ChevronLeft class="ui-mirror" />
      </A>
      <Show when={!props.nothing}>
        <LanguageTabs
          id={props.id}
          language={props.language}
          lines={article()?.lines ?? []}
          beside={props.beside}
          onBeside={props.onBeside}
        />
        <SaveState draft={draft} />
        <div class="editor-tools article-head-actions">
          <ToolButton label={t("articles.details")} onClick={() => setDialog("details")}>
            <SlidersHorizontal />
          </ToolButton>
          <ToolButton label={t("articles.history")} onClick={() => props.onPast()}>
            <History />
          </ToolButton>
          <ToolButton label={t("articles.preview")} onClick={() => setDialog("preview")}>
            <Eye />
          </ToolButton>
          <Show when={mayPublish() || published()}>
            <Menu
              placement="bottom-end"
              trigger={(trigger) => (
                <IconButton {...trigger} label={t("articles.menu")}>
                  <Ellipsis />
                </IconButton>
              )}
            >
              <Show when={published()}>
                {(shown) => (
                  <>
                    <MenuItem
                      icon={<ExternalLink />}
                      onSelect={() => void open(address(shown().slug), "_blank", "noopener")}
                    >
                      {t("articles.view")}
                    </MenuItem>
                    <MenuItem icon={<Copy />} onSelect={() => void copy(shown().slug)}>
                      {t("articles.copy")}
                    </MenuItem>
                    <Show when={mayPublish()}>
                      <MenuItem icon={<EyeOff />} onSelect={() => void unpublish()}>
                        {t("articles.unpublish")}
                      </MenuItem>
                      <MenuSeparator />
                    </Show>
                  </>
                )}
              </Show>
              <Show when={mayPublish()}>
                <MenuItem icon={<Trash />} tone="danger" onSelect={() => setDialog("delete")}>
                  {t("articles.delete")}
                </MenuItem>
              </Show>
            </Menu>
          </Show>
          <Show when={mayPublish()} fallback={<span class="article-read-only">{t("articles.readOnly")}</span>}>
            <Button variant="primary" pending={pending()} disabled={isPublished()} onClick={() => void publish()}>
              {isPublished()
                ? t("articles.state.published")
                : t(published() === null ? "articles.publish" : "articles.publishChanges")}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={dialog() === "details" && article()}>
        {(known) => (
          <DetailsDialog
            article={known()}
            categories={props.list?.categories ?? []}
            language={props.language}
            draft={draft}
            onChanged={() => props.onChanged()}
            onClose={() => setDialog(null)}
          />
        )}
      </Show>
      <Show when={dialog() === "preview"}>
        <PreviewDialog draft={draft} language={props.language} onClose={() => setDialog(null)} />
      </Show>
      <AlertDialog
        open={dialog() === "delete"}
        onOpenChange={(isOpen) => !isOpen && setDialog(null)}
        title={t("articles.deleteTitle")}
        text={t("articles.deleteText")}
        confirm={t("articles.delete")}
        cancel={t("articles.category.cancel")}
        pending={pending()}
        onConfirm={() => void remove()}
      />
    </header>
  );
}

function tellWhy(code: Parameters<typeof whyText>[0]): void {
  showToast({ kind: "danger", text: capitalized(whyText(code)) });
}
