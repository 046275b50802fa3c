import { batch, createSignal } from "solid-js";
import { parseAs } from "#protocol/codec";
import type { ErrorCode } from "#protocol/error";
import type { FlowDefinition } from "#protocol/flow";
import { type Flow, flowChangeSchema, type FlowCreation } from "#protocol/flow-library";
import type { HttpResult } from "../../connection/http.ts";
import { beginHistory, changed, type History, redone, undone } from "./flow-history.ts";
import type { FlowRequests } from "./flow-requests.ts";

/** What of a flow is edited, and taken back step by step. */
export type FlowContent = FlowCreation;

export type SaveState =
  | { kind: "saved" }
  | { kind: "dirty" }
  | { kind: "saving" }
  /** `retrying`: it is tried again by itself, and kept on this device until then. */
  | { kind: "failed"; code: ErrorCode; retrying: boolean };

export type FlowDraftParts = {
  id: string;
  requests: Pick<FlowRequests, "flow" | "save" | "publish" | "unpublish" | "rollBack">;
  /** Where unsaved changes outlive the page. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  now: () => number;
  /** Runs it later; answers how to call it off. */
  later: (task: () => void, ms: number) => () => void;
};

/** A pause after which a draft is saved, and the longest time that it is not. */
const pauseMs = 800;
const longestMs = 5_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

const emptyDefinition: FlowDefinition = { start: null, person: true, steps: [] };
const contentOf = ({ name, description, draft }: Flow): FlowContent => ({ name, description, draft });

/**
 * A flow while it is drawn: its history, and a draft that saves itself after each pause. What is not saved yet is kept in the browser.
 * When somebody else saved in between it stops and asks (`newer`): nothing that was drawn here is thrown away.
 */
export function createFlowDraft(parts: FlowDraftParts) {
  const key = `fala.flow.${parts.id}`;
  const [flow, setFlow] = createSignal<Flow | null>(null);
  const [history, setHistory] = createSignal<History<FlowContent>>(
    beginHistory({ name: "", description: "", draft: emptyDefinition }),
  );
  const [state, setState] = createSignal<SaveState>({ kind: "saved" });
  const [newer, setNewer] = createSignal<Flow | null>(null);
  let callOff: (() => void) | null = null;
  let dirtySince: number | null = null;
  let retryMs = firstRetryMs;
  let running: Promise<boolean> | null = null;
  /** Whoever opens the flow again goes on from what is kept: two that save would take one another for somebody else. */
  let left = false;

  const content = () => history().present;
  const schedule = (ms: number) => {
    callOff?.();
    callOff = left ? null : parts.later(() => void flush(), ms);
  };
  const keep = () => {
    try {
      parts.storage.setItem(key, JSON.stringify({ version: flow()?.version ?? 0, ...content() }));
    } catch {
      // A full or forbidden storage: the draft is still saved over the network.
    }
  };
  const touch = () => {
    dirtySince ??= parts.now();
    if (state().kind !== "saving") setState({ kind: "dirty" });
    if (newer() === null) schedule(Math.min(pauseMs, Math.max(0, dirtySince + longestMs - parts.now())));
  };
  const move = (next: History<FlowContent>) => {
    if (next.present === content()) return;
    batch(() => {
      setHistory(next);
      touch();
    });
  };

  const save = async (): Promise<boolean> => {
    const saving = content();
    keep();
    setState({ kind: "saving" });
    const answer = await parts.requests.save(parts.id, flow()?.version ?? 0, saving);
    if (answer.ok) {
      batch(() => {
        setFlow(answer.value);
        retryMs = firstRetryMs;
        dirtySince = null;
        if (saving === content()) {
          parts.storage.removeItem(key);
          setState({ kind: "saved" });
        } else {
          setState({ kind: "dirty" });
          schedule(pauseMs);
        }
      });
      return saving === content();
    }
    const { code, retryAfterMs } = answer.error;
    if (code === "changed_meanwhile") {
      const theirs = await parts.requests.flow(parts.id);
      if (theirs.ok) setNewer(theirs.value);
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

  /** After publishing and the like: what was changed there, while somebody may have drawn on here. */
  const settle = (answer: HttpResult<Flow>): HttpResult<Flow> => {
    if (answer.ok) setFlow(answer.value);
    return answer;
  };

  return {
    /** As the server has it; null until it is loaded. */
    flow,
    content,
    definition: () => content().draft,
    state,
    /** What somebody else saved while this one was drawn; until it is decided nothing is saved. */
    newer,
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    undo: () => move(undone(history())),
    redo: () => move(redone(history())),

    /** Null: it stands there, with what was drawn here before and could not be saved. */
    load: async (): Promise<ErrorCode | null> => {
      const answer = await parts.requests.flow(parts.id);
      if (!answer.ok) return answer.error.code;
      const kept = parseAs(flowChangeSchema, parts.storage.getItem(key) ?? "");
      batch(() => {
        setFlow(answer.value);
        setHistory(beginHistory(contentOf(answer.value)));
        if (!kept.ok) return;
        const { version, ...unsaved } = kept.value;
        setHistory(changed(history(), unsaved, null, parts.now()));
        setState({ kind: "dirty" });
        if (version === answer.value.version) schedule(0);
        else setNewer(answer.value);
      });
      return null;
    },

    /** A change of the drawing. `about`: what is typed into, so that it is taken back as a whole. */
    draw: (change: (definition: FlowDefinition) => FlowDefinition, about: string | null = null) => {
      const draft = change(content().draft);
      if (draft !== content().draft) move(changed(history(), { ...content(), draft }, about, parts.now()));
    },
    describe: (words: Partial<Pick<FlowContent, "name" | "description">>) =>
      move(changed(history(), { ...content(), ...words }, Object.keys(words).join(), parts.now())),
    flush,

    takeNewer: () => {
      const theirs = newer();
      if (theirs === null) return;
      batch(() => {
        setFlow(theirs);
        // A step that can be taken back: what was drawn here is not lost even then.
        setHistory(changed(history(), contentOf(theirs), null, parts.now()));
        parts.storage.removeItem(key);
        dirtySince = null;
        setNewer(null);
        setState({ kind: "saved" });
      });
    },
    keepMine: async () => {
      const theirs = newer();
      if (theirs === null) return;
      batch(() => {
        setFlow(theirs);
        setNewer(null);
        setState({ kind: "dirty" });
      });
      await flush();
    },

    /** Everything that was drawn goes with it; null: it could not be saved. */
    publish: async (): Promise<HttpResult<Flow> | null> => {
      if (!(await flush())) return null;
      return settle(await parts.requests.publish(parts.id, flow()?.version ?? 0));
    },
    unpublish: async () => settle(await parts.requests.unpublish(parts.id, flow()?.version ?? 0)),
    rollBack: async (number: number) => settle(await parts.requests.rollBack(parts.id, flow()?.version ?? 0, number)),

    /** What is not saved is kept, and one last try is made. `forGood`: nobody will draw on with this draft. */
    leave: (forGood: boolean) => {
      callOff?.();
      left = forGood;
      if (state().kind === "saved") return;
      keep();
      if (newer() === null) void flush();
    },
  };
}

export type FlowDraft = ReturnType<typeof createFlowDraft>;
