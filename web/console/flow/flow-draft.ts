import { batch, createSignal } from "solid-js";
import { parseAs } from "#protocol/codec";
import type { ErrorCode } from "#protocol/error";
import type { FlowDefinition } from "#protocol/flow";
import { type Flow, type FlowChange, flowChangeSchema, type FlowCreation } from "#protocol/flow-library";
import type { HttpResult } from "../../connection/http.ts";
import { createSelfSaving, type SelfSavingPlace } from "../self-saving.ts";
import { beginHistory, changed, type History, redone, undone } from "./flow-history.ts";
import type { FlowRequests } from "./flow-requests.ts";

/** What of a flow is edited, and taken back step by step. */
export type FlowContent = FlowCreation;

export type FlowDraftParts = SelfSavingPlace & {
  id: string;
  requests: Pick<FlowRequests, "flow" | "save" | "publish" | "unpublish" | "rollBack">;
  now: () => number;
};

const emptyDefinition: FlowDefinition = { start: null, person: true, steps: [] };
const contentOf = ({ name, description, draft }: Flow): FlowContent => ({ name, description, draft });

/** A flow while it is drawn: its history, and a draft that saves itself. */
export function createFlowDraft({ id, requests, now, ...place }: FlowDraftParts) {
  const key = `fala.flow.${id}`;
  const [flow, setFlow] = createSignal<Flow | null>(null);
  const [history, setHistory] = createSignal<History<FlowContent>>(
    beginHistory({ name: "", description: "", draft: emptyDefinition }),
  );
  const content = () => history().present;
  const version = () => flow()?.version ?? 0;
  const saving = createSelfSaving<FlowChange, Flow>({
    ...place,
    key,
    current: () => ({ version: version(), ...content() }),
    mark: content,
    save: ({ version: basis, ...drawn }) => requests.save(id, basis, drawn),
    read: () => requests.flow(id),
    adopt: setFlow,
  });
  const move = (next: History<FlowContent>) => {
    if (next.present === content()) return;
    batch(() => {
      setHistory(next);
      saving.touch(now());
    });
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
    state: saving.state,
    /** What somebody else saved while this one was drawn; until it is decided nothing is saved. */
    newer: saving.newer,
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    undo: () => move(undone(history())),
    redo: () => move(redone(history())),

    /** Null: it stands there, with what was drawn here before and could not be saved. */
    load: async (): Promise<ErrorCode | null> => {
      const answer = await requests.flow(id);
      if (!answer.ok) return answer.error.code;
      const kept = parseAs(flowChangeSchema, place.storage.getItem(key) ?? "");
      batch(() => {
        setFlow(answer.value);
        setHistory(beginHistory(contentOf(answer.value)));
        if (!kept.ok) return;
        const { version: basis, ...unsaved } = kept.value;
        setHistory(changed(history(), unsaved, null, now()));
        saving.restored(basis === answer.value.version, answer.value);
      });
      return null;
    },

    /** A change of the drawing. `about`: what is typed into, so that it is taken back as a whole. */
    draw: (change: (definition: FlowDefinition) => FlowDefinition, about: string | null = null) => {
      const draft = change(content().draft);
      if (draft !== content().draft) move(changed(history(), { ...content(), draft }, about, now()));
    },
    describe: (words: Partial<Pick<FlowContent, "name" | "description">>) =>
      move(changed(history(), { ...content(), ...words }, Object.keys(words).join(), now())),
    flush: saving.flush,

    takeNewer: () =>
      saving.takeNewer((theirs) => {
        setFlow(theirs);
        // A step that can be taken back: what was drawn here is not lost even then.
        setHistory(changed(history(), contentOf(theirs), null, now()));
      }),
    keepMine: () => saving.keepMine(setFlow),

    /** Everything that was drawn goes with it; null: it could not be saved. */
    publish: async (): Promise<HttpResult<Flow> | null> => {
      if (!(await saving.flush())) return null;
      return settle(await requests.publish(id, version()));
    },
    unpublish: async () => settle(await requests.unpublish(id, version())),
    rollBack: async (number: number) => settle(await requests.rollBack(id, version(), number)),
    leave: saving.leave,
  };
}

export type FlowDraft = ReturnType<typeof createFlowDraft>;
