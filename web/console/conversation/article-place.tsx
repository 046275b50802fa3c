import BookOpenText from "lucide-solid/icons/book-open-text";
import { createSignal, Show } from "solid-js";
import { ArticlePicker } from "../article/article-picker-part.ts";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";
import { ComposerPlace } from "./composer-place.tsx";
import { useConversation } from "./conversation-context.tsx";

/** The bar's first place: finds an article and puts its card beside the words. */
export function ArticlePlace() {
  const composer = useComposer();
  const { store } = useConversation();
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
          language={store.panel()?.place.language ?? null}
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
