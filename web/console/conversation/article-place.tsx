import BookOpenText from "lucide-solid/icons/book-open-text";
import { createSignal, Show } from "solid-js";
import { consolePart } from "../console-screen.ts";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";
import { ComposerPlace } from "./composer-place.tsx";

/** Loads when it is opened, with its texts. */
const ArticlePicker = consolePart(async () => {
  const [file, { loadArticleTexts }] = await Promise.all([
    import("../article/article-picker.tsx"),
    import("../article/article-intl.ts"),
  ]);
  await loadArticleTexts();
  return file.ArticlePicker;
});

/** The bar's first place: finds an article and puts its card beside the words. */
export function ArticlePlace() {
  const composer = useComposer();
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <ComposerPlace
        label={t("composer.bar.articles")}
        replyOnly
        aria-haspopup="dialog"
        onPointerEnter={() => ArticlePicker.preload()}
        onClick={() => setOpen(true)}
      >
        <BookOpenText />
      </ComposerPlace>
      <Show when={open()}>
        <ArticlePicker
          onPick={(card) => {
            setOpen(false);
            composer.enclose(card);
          }}
          onClose={() => {
            setOpen(false);
            composer.focus();
          }}
        />
      </Show>
    </>
  );
}
