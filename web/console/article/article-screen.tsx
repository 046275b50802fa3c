import { useParams } from "@solidjs/router";
import { createResource, Show } from "solid-js";
import { type ArticleLanguage, articleLanguages } from "#protocol/article-card";
import { articleRequests } from "./article-requests.ts";
import { ArticleEditor } from "./article-editor.tsx";

/** One article in one language. Another language is another editor: each has its own draft, and its own undo. */
export function ArticleScreen() {
  const params = useParams();
  const language = (): ArticleLanguage => articleLanguages.find((each) => each === params["language"]) ?? "en";
  const [list, { refetch }] = createResource(() => articleRequests.list());
  const known = () => {
    const answer = list.latest;
    return answer?.ok === true ? answer.value : null;
  };
  return (
    <Show when={`${params["article"]} ${language()}`} keyed>
      {(_address) => (
        <ArticleEditor
          id={params["article"] ?? ""}
          language={language()}
          list={known()}
          onChanged={() => void refetch()}
        />
      )}
    </Show>
  );
}
