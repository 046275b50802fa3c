import { createSignal } from "solid-js";
import type { Article, ArticleList } from "#protocol/article";
import type { ErrorCode } from "#protocol/error";
import { showToast } from "../../ui/toast.tsx";
import { articleRequests } from "./article-requests.ts";
import { t, whyText } from "./article-intl.ts";

/** The list of the knowledge base while its screen stands. What an agent does here is shown at once and read anew. */
export function createArticleList() {
  const [list, setList] = createSignal<ArticleList | null>(null);
  const [trouble, setTrouble] = createSignal<ErrorCode | null>(null);

  const load = async (): Promise<void> => {
    const answer = await articleRequests.list();
    if (answer.ok) setList(answer.value);
    setTrouble(answer.ok ? null : answer.error.code);
  };
  /** Runs it, says why it did not work, and reads everything anew in any case. */
  const change = async (work: Promise<{ ok: true } | { ok: false; error: { code: ErrorCode } }>): Promise<boolean> => {
    const answer = await work;
    if (!answer.ok) showToast({ kind: "danger", text: sentence(whyText(answer.error.code)) });
    await load();
    return answer.ok;
  };

  return {
    list,
    trouble,
    load,
    change,
    remove: async (article: Article, title: string) => {
      if (!(await change(articleRequests.remove(article.id, article.version)))) return;
      showToast({
        text: t("articles.deleted", { title }),
        action: { label: t("articles.undo"), run: () => void change(articleRequests.restore(article.id)) },
      });
    },
  };
}

export type ArticleListStore = ReturnType<typeof createArticleList>;

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
