import BookOpenText from "lucide-solid/icons/book-open-text";
import type { ArticleCard } from "#protocol/article-card";
import { useFrame } from "./frame-state.ts";
import "./article-card.css";

/** An article in a message: pressed, it opens over the conversation. */
export function ArticleCardButton(props: { card: ArticleCard }) {
  const { openArticle } = useFrame();
  return (
    <button type="button" class="article-card" lang={props.card.language} onClick={() => openArticle(props.card)}>
      <BookOpenText />
      <span class="article-card-words">
        <strong dir="auto">{props.card.title}</strong>
        <span dir="auto">{props.card.excerpt}</span>
      </span>
    </button>
  );
}
