import { batch, createSignal } from "solid-js";
import type { ErrorCode } from "#protocol/error";
import type { HttpResult } from "../connection/http.ts";

export type SaveState =
  | { kind: "saved" }
  | { kind: "dirty" }
  | { kind: "saving" }
  /** `retrying`: it is tried again by itself, and kept on this device until then. */
  | { kind: "failed"; code: ErrorCode; retrying: boolean };

/** Where what is not saved outlives the page, and how to wait: what a draft needs of its browser. */
export type SelfSavingPlace = {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Runs it later; answers how to call it off. */
  later: (task: () => void, ms: number) => () => void;
};

/** `Saving` is what is sent, with the version that it is based on; `Saved` how the server has it then. */
export type SelfSavingParts<Saving, Saved> = SelfSavingPlace & {
  key: string;
  /** What there is to save now; null where it cannot be kept as it is. */
  current: () => Saving | null;
  /** Another one after each change: what was saved at an older mark is not all. */
  mark: () => unknown;
  save: (saving: Saving) => Promise<HttpResult<Saved>>;
  /** As the server has it now; null: it was not begun there. */
  read: () => Promise<HttpResult<Saved | null>>;
  /** The server has it so; what is edited stays. */
  adopt: (saved: Saved) => void;
};

/** A pause after which a draft is saved, and the longest time that it is not. */
const pauseMs = 800;
const longestMs = 5_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Lets a draft save itself after each pause. What is not saved yet is kept in the browser, so neither a closed lid nor a lost line loses
 * it. When somebody else saved in between it stops and asks (`newer`): until that is decided nothing is saved, and nothing is lost.
 */
export function createSelfSaving<Saving, Saved>(parts: SelfSavingParts<Saving, Saved>) {
  const [state, setState] = createSignal<SaveState>({ kind: "saved" });
  const [newer, setNewer] = createSignal<Saved | null>(null);
  let callOff: (() => void) | null = null;
  let dirtySince: number | null = null;
  let retryMs = firstRetryMs;
  let running: Promise<boolean> | null = null;
  let over = false;

  const schedule = (ms: number) => {
    callOff?.();
    callOff = over ? null : parts.later(() => void flush(), ms);
  };
  const keep = (saving: Saving) => {
    try {
      parts.storage.setItem(parts.key, JSON.stringify(saving));
    } catch {
      // A full or forbidden storage: the draft is still saved over the network.
    }
  };

  const save = async (): Promise<boolean> => {
    const saving = parts.current();
    if (saving === null) {
      setState({ kind: "failed", code: "invalid_request", retrying: false });
      return false;
    }
    const mark = parts.mark();
    keep(saving);
    setState({ kind: "saving" });
    const answer = await parts.save(saving);
    if (answer.ok) {
      const isAll = mark === parts.mark();
      batch(() => {
        parts.adopt(answer.value);
        retryMs = firstRetryMs;
        dirtySince = null;
        if (isAll) {
          parts.storage.removeItem(parts.key);
          setState({ kind: "saved" });
        } else {
          setState({ kind: "dirty" });
          schedule(pauseMs);
        }
      });
      return isAll;
    }
    const { code, retryAfterMs } = answer.error;
    if (code === "changed_meanwhile") {
      const theirs = await parts.read();
      if (theirs.ok) setNewer(() => theirs.value);
    }
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

  return {
    state,
    newer,
    flush,

    /** Something was changed. `at`: the time in milliseconds. */
    touch: (at: number) => {
      dirtySince ??= at;
      if (state().kind !== "saving") setState({ kind: "dirty" });
      if (newer() === null) schedule(Math.min(pauseMs, Math.max(0, dirtySince + longestMs - at)));
    },

    /** What was kept in the browser stands there again: it is saved now where it is based on what the server has, else asked about. */
    restored: (isNewest: boolean, theirs: Saved | null) => {
      setState({ kind: "dirty" });
      if (isNewest) schedule(0);
      else setNewer(() => theirs);
    },

    /** What somebody else saved is to stand there; `show` puts it there. */
    takeNewer: (show: (theirs: Saved) => void) => {
      const theirs = newer();
      if (theirs === null) return;
      batch(() => {
        show(theirs);
        parts.storage.removeItem(parts.key);
        dirtySince = null;
        setNewer(null);
        setState({ kind: "saved" });
      });
    },

    /** What stands here is saved over it; `rebase` bases it on theirs. */
    keepMine: async (rebase: (theirs: Saved) => void) => {
      const theirs = newer();
      if (theirs === null) return;
      batch(() => {
        rebase(theirs);
        setNewer(null);
        setState({ kind: "dirty" });
      });
      await flush();
    },

    /**
     * What is not saved is kept, and one last try is made. `forGood`: nobody goes on with this draft; whoever opens it again begins from
     * what is kept, and two that save would take one another for somebody else.
     */
    leave: (forGood: boolean) => {
      callOff?.();
      over = forGood;
      if (state().kind === "saved") return;
      const saving = parts.current();
      if (saving !== null) keep(saving);
      if (newer() === null) void flush();
    },
  };
}
