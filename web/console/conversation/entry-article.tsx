import BookOpenText from "lucide-solid/icons/book-open-text";
import type { ArticleCard } from "#protocol/article-card";
import "./entry-article.css";

/** The article that came with a message, as it was then. Leads to it as it is now. */
export function EntryArticle(props: { card: ArticleCard }) {
  return (
    <a class="entry-article" href={`/articles/${props.card.id}/${props.card.language}`} lang={props.card.language}>
      <BookOpenText />
      <span class="entry-article-words">
        <strong dir="auto">{props.card.title}</strong>
        <span class="ui-truncate" dir="auto">
          {props.card.excerpt}
        </span>
      </span>
    </a>
  );
}
