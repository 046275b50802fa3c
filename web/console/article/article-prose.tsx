import "../../ui/prose.css";

/** An article as its readers see it. `html` comes from `renderArticle` and from nowhere else: it has nothing in it that runs. */
export function Prose(props: { html: string }) {
  return <div class="prose" innerHTML={props.html} />;
}
