import { batch, createSignal } from "solid-js";
import { parseAs } from "#protocol/codec";
import type { ArticleLanguage } from "#protocol/article-card";
import { type ArticleDocument, articleDocumentSchema, emptyDocument } from "#protocol/article-document";
import { type ArticleSave, articleSaveSchema, type ArticleText } from "#protocol/article";
import type { ErrorCode } from "#protocol/error";
import type { HttpResult } from "../../connection/http.ts";
import { createSelfSaving, type SelfSavingPlace } from "../self-saving.ts";
import type { ArticleRequests } from "./article-requests.ts";

/** What stands in the editor's fields. `slug` null: it follows the title. */
export type Written = { title: string; excerpt: string; slug: string | null };

export type DraftParts = SelfSavingPlace & {
  article: string;
  language: ArticleLanguage;
  requests: Pick<ArticleRequests, "text" | "save" | "publish" | "unpublish">;
  /** What stands in the editor now; not a document where it holds something that cannot be kept. */
  readDocument: () => unknown;
  /** Puts another document into the editor; `undoable`: as something that whoever writes did. */
  showDocument: (document: ArticleDocument, undoable: boolean) => void;
};

/** One article in one language while somebody writes it: it saves itself, and theirs, where somebody else saved, stays in the history. */
export function createArticleDraft(parts: DraftParts) {
  const { article, language, requests, storage, later } = parts;
  const key = `fala.article.${article}.${language}`;
  const [text, setText] = createSignal<ArticleText | null>(null);
  const [written, setWritten] = createSignal<Written>({ title: "", excerpt: "", slug: null });
  let version = 0;
  /** Grows with every change. */
  let change = 0;

  const now = (): ArticleSave | null => {
    const document = articleDocumentSchema.safeParse(parts.readDocument());
    return document.success ? { version, ...written(), document: document.data } : null;
  };
  const show = (save: Written & { document: ArticleDocument }, undoable = false) => {
    setWritten({ title: save.title, excerpt: save.excerpt, slug: save.slug });
    parts.showDocument(save.document, undoable);
  };
  const adopt = (saved: ArticleText) => {
    version = saved.version;
    setText(saved);
  };
  const adoptAndShow = (saved: ArticleText) => {
    adopt(saved);
    show({ ...saved, slug: saved.slugChosen ? saved.slug : null });
  };
  const saving = createSelfSaving<ArticleSave, ArticleText>({
    ...{ key, storage, later, adopt },
    current: now,
    mark: () => change,
    save: (save) => requests.save(article, language, save),
    read: () => requests.text(article, language),
  });
  const touch = (at: number) => {
    change += 1;
    saving.touch(at);
  };

  /** After publish and unpublish: only what they changed, since somebody may have typed on. */
  const settle = (answer: HttpResult<ArticleText>): HttpResult<ArticleText> => {
    if (answer.ok) adopt(answer.value);
    return answer;
  };

  return {
    /** As the server has it; null: this language was not begun yet. */
    text,
    written,
    state: saving.state,
    /** What somebody else saved while this one was written; until it is decided nothing is saved. */
    newer: saving.newer,

    /** Loads it, with what was typed here before and could not be saved. Null: it stands in the editor. */
    load: async (): Promise<ErrorCode | null> => {
      const answer = await requests.text(article, language);
      if (!answer.ok) return answer.error.code;
      const known = answer.value;
      const unsaved = parseAs(articleSaveSchema, storage.getItem(key) ?? "");
      batch(() => {
        if (known !== null) adoptAndShow(known);
        else show({ title: "", excerpt: "", slug: null, document: emptyDocument });
        if (!unsaved.ok) return;
        show(unsaved.value);
        change += 1;
        saving.restored(unsaved.value.version === version, known);
      });
      return null;
    },

    /** Something in the fields was changed by whoever writes. */
    write: (more: Partial<Written>, at: number) => {
      setWritten({ ...written(), ...more });
      touch(at);
    },
    /** Something in the editor was. */
    touch,
    flush: saving.flush,
    /** Puts other words in the place of these, as a change that is saved. */
    replace: (other: { title: string; excerpt: string; document: ArticleDocument }, at: number) => {
      show({ ...other, slug: written().slug }, true);
      touch(at);
    },
    /** What is in the editor now, whether it is saved or not; null where it cannot be kept. */
    current: now,

    takeNewer: () => saving.takeNewer(adoptAndShow),
    keepMine: () => saving.keepMine((theirs) => (version = theirs.version)),

    /** Everything that was typed goes with it. */
    publish: async (): Promise<HttpResult<ArticleText> | null> => {
      if (!(await saving.flush())) return null;
      return settle(await requests.publish(article, language, version));
    },
    unpublish: async () => settle(await requests.unpublish(article, language)),

    /** Leaves, for now or for good. */
    leave: () => saving.leave(false),
  };
}

export type ArticleDraft = ReturnType<typeof createArticleDraft>;
