import BookOpenText from "lucide-solid/icons/book-open-text";
import X from "lucide-solid/icons/x";
import { createSignal, Show, type Accessor } from "solid-js";
import type { ArticleCard } from "#protocol/article-card";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "../console-intl.ts";
import type { Enclosure } from "./composer-context.tsx";
import type { WritingTab } from "./conversation-context.tsx";
import "./article-enclosure.css";

/** An article that goes along with the next message: one at a time, and to the customer only. */
export function createArticleEnclosure(tab: Accessor<WritingTab>): Enclosure & { choose: (card: ArticleCard) => void } {
  const [card, setCard] = createSignal<ArticleCard | null>(null);
  const obstacle = () => (card() !== null && tab() === "note" ? t("composer.article.replyOnly") : null);
  return {
    choose: setCard,
    some: () => card() !== null,
    obstacle,
    take: () => {
      const article = card();
      setCard(null);
      return article === null ? {} : { article };
    },
    View: () => (
      <Show when={card()}>
        {(chosen) => (
          <div class="article-enclosure">
            <BookOpenText />
            <span class="ui-truncate" lang={chosen().language} dir="auto">
              {chosen().title}
            </span>
            <Show when={obstacle()}>{(why) => <span class="article-enclosure-why">{why()}</span>}</Show>
            <IconButton
              size="xs"
              label={t("composer.article.remove", { title: chosen().title })}
              onClick={() => setCard(null)}
            >
              <X />
            </IconButton>
          </div>
        )}
      </Show>
    ),
  };
}
