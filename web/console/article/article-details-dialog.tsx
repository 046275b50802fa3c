import { createSignal } from "solid-js";
import type { Article, ArticleCategory } from "#protocol/article";
import { slugSchema } from "#protocol/article";
import type { ArticleLanguage } from "#protocol/article-card";
import { articleLimits } from "#protocol/limits";
import { articlePaths } from "#protocol/paths";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { ArticleDraft } from "./article-draft.ts";
import { t, whyText } from "./article-intl.ts";
import { articleRequests } from "./article-requests.ts";
import { categoryName } from "./category-name.ts";

/** Where an article stands and what it is found by: its category, its address, its tags. */
export function DetailsDialog(props: {
  article: Article;
  categories: readonly ArticleCategory[];
  language: ArticleLanguage;
  draft: ArticleDraft;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { draft } = props;
  const known = props.article;
  const [category, setCategory] = createSignal(known.category ?? "");
  const [tags, setTags] = createSignal(known.tags.join(", "));
  const [slug, setSlug] = createSignal(draft.written().slug ?? "");
  const [wrong, setWrong] = createSignal<{ field: "slug" | "place"; text: string } | null>(null);
  const [pending, setPending] = createSignal(false);

  const save = async () => {
    const wanted = slug().trim() === "" ? null : slug().trim().toLowerCase();
    if (wanted !== null && !slugSchema.safeParse(wanted).success) {
      setWrong({ field: "slug", text: whyText("slug_invalid") });
      return;
    }
    setPending(true);
    const words = tags()
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== "");
    const place = { version: known.version, category: category() === "" ? null : category(), tags: words };
    const placed = await articleRequests.place(known.id, place);
    if (placed.ok && wanted !== draft.written().slug) {
      draft.write({ slug: wanted }, Date.now());
      await draft.flush();
    }
    setPending(false);
    props.onChanged();
    const state = draft.state();
    if (!placed.ok) setWrong({ field: "place", text: whyText(placed.error.code) });
    else if (state.kind === "failed") setWrong({ field: "slug", text: whyText(state.code) });
    else props.onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("articles.details")}
      footer={
        <>
          <Button variant="ghost" onClick={() => props.onClose()}>
            {t("articles.category.cancel")}
          </Button>
          <Button variant="primary" pending={pending()} onClick={() => void save()}>
            {t("articles.details.save")}
          </Button>
        </>
      }
    >
      <div class="category-texts">
        <Select
          label={t("articles.details.category")}
          options={[
            { value: "", label: t("articles.none") },
            ...props.categories.map((each) => ({ value: each.id, label: categoryName(each) ?? "" })),
          ]}
          value={category()}
          onChange={setCategory}
        />
        <TextField
          label={t("articles.details.address")}
          help={`${location.host}${articlePaths.help(props.language, slug().trim() || (draft.text()?.slug ?? ""))}`}
          placeholder={draft.text()?.slug ?? ""}
          value={slug()}
          maxlength={articleLimits.slugCharacters}
          spellcheck={false}
          onChange={(text) => {
            setWrong(null);
            setSlug(text);
          }}
          error={wrong()?.field === "slug" ? wrong()?.text : undefined}
        />
        <p class="article-details-help">{t("articles.details.addressHelp")}</p>
        <TextField
          label={t("articles.details.tags")}
          help={t("articles.details.tagsHelp")}
          value={tags()}
          onChange={setTags}
          error={wrong()?.field === "place" ? wrong()?.text : undefined}
        />
      </div>
    </Dialog>
  );
}
