import { createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { ArticleCategory } from "#protocol/article";
import { type ArticleLanguage, articleLanguages } from "#protocol/article-card";
import { articleLimits } from "#protocol/limits";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { languageName, t } from "./article-intl.ts";
import type { ArticleListStore } from "./article-list.ts";
import { articleRequests } from "./article-requests.ts";
import { ownLanguage } from "./category-name.ts";

type Text = { language: ArticleLanguage; name: string; description: string };

/** A category's words in each language. A language whose name is emptied goes. */
export function CategoryDialog(props: {
  /** Null: a new one. */
  category: ArticleCategory | null;
  store: ArticleListStore;
  onClose: () => void;
}) {
  const known = props.category;
  const [texts, setTexts] = createStore<Text[]>(
    known?.texts.map(({ language, name, description }) => ({ language, name, description })) ?? [
      { language: ownLanguage(), name: "", description: "" },
    ],
  );
  const [pending, setPending] = createSignal(false);
  const [empty, setEmpty] = createSignal(false);
  const others = () => articleLanguages.filter((language) => !texts.some((text) => text.language === language));
  const save = async () => {
    const named = texts.filter(({ name }) => name.trim() !== "").map((text) => ({ ...text }));
    if (named.length === 0) {
      setEmpty(true);
      return;
    }
    setPending(true);
    const id = known?.id ?? crypto.randomUUID();
    const saved = await props.store.change(
      articleRequests.saveCategory(id, { version: known?.version ?? 0, texts: named }),
    );
    setPending(false);
    if (saved) props.onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={
        known === null ? t("articles.category.new") : t("articles.category.edit", { name: known.texts[0]?.name ?? "" })
      }
      footer={
        <>
          <Button variant="ghost" onClick={() => props.onClose()}>
            {t("articles.category.cancel")}
          </Button>
          <Button variant="primary" pending={pending()} onClick={() => void save()}>
            {t("articles.category.save")}
          </Button>
        </>
      }
    >
      <div class="category-texts">
        <For each={texts}>
          {(text, index) => (
            <fieldset class="category-text">
              <legend lang={text.language}>{languageName(text.language)}</legend>
              <TextField
                label={t("articles.category.name")}
                value={text.name}
                maxlength={80}
                error={empty() ? t("articles.category.nameMissing") : undefined}
                onChange={(name) => {
                  setEmpty(false);
                  setTexts(index(), "name", name);
                }}
              />
              <TextField
                label={t("articles.category.description")}
                value={text.description}
                maxlength={articleLimits.excerptCharacters}
                onChange={(description) => setTexts(index(), "description", description)}
              />
            </fieldset>
          )}
        </For>
        <Show when={others().length > 0}>
          <Select
            label={t("articles.category.addLanguage")}
            options={[
              { value: "", label: t("articles.category.addLanguage") },
              ...others().map((value) => ({ value, label: languageName(value) })),
            ]}
            value=""
            onChange={(chosen) => {
              const language = others().find((each) => each === chosen);
              if (language) setTexts(texts.length, { language, name: "", description: "" });
            }}
            hideLabel
          />
        </Show>
      </div>
    </Dialog>
  );
}
