import { batch, createSignal } from "solid-js";
import { parseAs } from "#protocol/codec";
import type { ArticleLanguage } from "#protocol/article-card";
import { type ArticleDocument, articleDocumentSchema, emptyDocument } from "#protocol/article-document";
import { type ArticleSave, articleSaveSchema, type ArticleText } from "#protocol/article";
import type { ErrorCode } from "#protocol/error";
import type { HttpResult } from "../../connection/http.ts";
import type { ArticleRequests } from "./article-requests.ts";

/** What stands in the editor's fields. `slug` null: it follows the title. */
export type Written = { title: string; excerpt: string; slug: string | null };

export type DraftState =
  | { kind: "saved" }
  | { kind: "dirty" }
  | { kind: "saving" }
  /** `retrying`: it is tried again by itself, and kept on this device until then. */
  | { kind: "failed"; code: ErrorCode; retrying: boolean };

export type DraftParts = {
  article: string;
  language: ArticleLanguage;
  requests: Pick<ArticleRequests, "text" | "save" | "publish" | "unpublish">;
  /** Where unsaved words outlive the page. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** What stands in the editor now; not a document where it holds something that cannot be kept. */
  readDocument: () => unknown;
  /** Puts another document into the editor; `undoable`: as something that whoever writes did. */
  showDocument: (document: ArticleDocument, undoable: boolean) => void;
  /** Runs it later; answers how to call it off. */
  later: (task: () => void, ms: number) => () => void;
};

/** A pause in typing after which a draft is saved, and the longest time that it is not. */
const pauseMs = 800;
const longestMs = 5_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * One article in one language while somebody writes it. It saves itself after each pause; what is not saved yet is kept in the browser,
 * so neither a closed lid nor a lost line loses a word. When somebody else saved in between it stops and asks (`newer`): nothing that was
 * typed is thrown away, and theirs stays in the history.
 */
export function createArticleDraft(parts: DraftParts) {
  const key = `fala.article.${parts.article}.${parts.language}`;
  const [text, setText] = createSignal<ArticleText | null>(null);
  const [written, setWritten] = createSignal<Written>({ title: "", excerpt: "", slug: null });
  const [state, setState] = createSignal<DraftState>({ kind: "saved" });
  const [newer, setNewer] = createSignal<ArticleText | null>(null);
  let version = 0;
  let callOff: (() => void) | null = null;
  let dirtySince: number | null = null;
  let retryMs = firstRetryMs;
  let running: Promise<boolean> | null = null;
  /** Grows with every change; what was saved at an older one is not all. */
  let change = 0;

  const kept = (): ArticleSave | null => {
    const parsed = parseAs(articleSaveSchema, parts.storage.getItem(key) ?? "");
    return parsed.ok ? parsed.value : null;
  };
  const keep = (save: ArticleSave) => {
    try {
      parts.storage.setItem(key, JSON.stringify(save));
    } catch {
      // A full or forbidden storage: the draft is still saved over the network.
    }
  };
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
  const schedule = (ms: number) => {
    callOff?.();
    callOff = parts.later(() => void flush(), ms);
  };

  const touch = (at: number) => {
    change += 1;
    dirtySince ??= at;
    if (state().kind !== "saving") setState({ kind: "dirty" });
    if (newer() === null) schedule(Math.min(pauseMs, Math.max(0, dirtySince + longestMs - at)));
  };

  const save = async (): Promise<boolean> => {
    const saving = now();
    if (saving === null) {
      setState({ kind: "failed", code: "invalid_request", retrying: false });
      return false;
    }
    const saved = change;
    keep(saving);
    setState({ kind: "saving" });
    const answer = await parts.requests.save(parts.article, parts.language, saving);
    if (answer.ok) {
      batch(() => {
        adopt(answer.value);
        retryMs = firstRetryMs;
        dirtySince = null;
        if (saved === change) {
          parts.storage.removeItem(key);
          setState({ kind: "saved" });
        } else {
          setState({ kind: "dirty" });
          schedule(pauseMs);
        }
      });
      return saved === change;
    }
    const { code, retryAfterMs } = answer.error;
    if (code === "changed_meanwhile") await offerNewer();
    const retrying = code === "unavailable" || retryAfterMs !== null;
    setState({ kind: "failed", code, retrying });
    if (retrying) {
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
    return false;
  };

  /** Saves what is not saved. True when all of it is. */
  const flush = async (): Promise<boolean> => {
    callOff?.();
    callOff = null;
    if (running !== null) await running;
    if (newer() !== null) return false;
    if (state().kind === "saved") return true;
    running = save();
    const ok = await running;
    running = null;
    return ok;
  };

  const offerNewer = async () => {
    const answer = await parts.requests.text(parts.article, parts.language);
    if (answer.ok) setNewer(answer.value);
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
    state,
    /** What somebody else saved while this one was written; until it is decided nothing is saved. */
    newer,

    /** Loads it, with what was typed here before and could not be saved. Null: it stands in the editor. */
    load: async (): Promise<ErrorCode | null> => {
      const answer = await parts.requests.text(parts.article, parts.language);
      if (!answer.ok) return answer.error.code;
      const known = answer.value;
      const unsaved = kept();
      batch(() => {
        if (known !== null) {
          adopt(known);
          show({ ...known, slug: known.slugChosen ? known.slug : null });
        } else show({ title: "", excerpt: "", slug: null, document: emptyDocument });
        if (unsaved === null) return;
        show(unsaved);
        change += 1;
        setState({ kind: "dirty" });
        if (unsaved.version === version) schedule(0);
        else setNewer(known);
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
    flush,
    /** Puts other words in the place of these, as a change that is saved. */
    replace: (other: { title: string; excerpt: string; document: ArticleDocument }, at: number) => {
      show({ ...other, slug: written().slug }, true);
      touch(at);
    },
    /** What is in the editor now, whether it is saved or not; null where it cannot be kept. */
    current: now,

    takeNewer: () => {
      const theirs = newer();
      if (theirs === null) return;
      batch(() => {
        adopt(theirs);
        show({ ...theirs, slug: theirs.slugChosen ? theirs.slug : null });
        parts.storage.removeItem(key);
        dirtySince = null;
        setNewer(null);
        setState({ kind: "saved" });
      });
    },
    keepMine: async () => {
      const theirs = newer();
      if (theirs === null) return;
      version = theirs.version;
      setNewer(null);
      setState({ kind: "dirty" });
      await flush();
    },

    /** Everything that was typed goes with it. */
    publish: async (): Promise<HttpResult<ArticleText> | null> => {
      if (!(await flush())) return null;
      return settle(await parts.requests.publish(parts.article, parts.language, version));
    },
    unpublish: async () => settle(await parts.requests.unpublish(parts.article, parts.language)),

    /** Leaves: what is not saved is kept, and one last try is made. */
    leave: () => {
      callOff?.();
      if (state().kind === "saved") return;
      const unsaved = now();
      if (unsaved !== null) keep(unsaved);
      if (newer() === null) void flush();
    },
  };
}

export type ArticleDraft = ReturnType<typeof createArticleDraft>;
