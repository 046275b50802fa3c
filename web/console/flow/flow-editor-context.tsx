import { createContext, createMemo, createSignal, useContext, type JSX } from "solid-js";
import { type FlowProblem, problemsOf } from "#domain/flow/flow-problems";
import { keysOf } from "#domain/flow/flow-graph";
import type { FlowStep, FlowStepKind } from "#protocol/flow";
import { announce } from "../../ui/announcer.ts";
import { boundsOf, type Point } from "../../ui/graph/graph.ts";
import { createGraphView } from "../../ui/graph/graph-view.ts";
import { cardSize } from "./flow-card.ts";
import type { FlowDraft } from "./flow-draft.ts";
import { addStep, connect, copyOf, pasteSteps, removeSteps, stepOf, type Way } from "./flow-edit.ts";
import { t } from "./flow-intl.ts";
import type { FlowNames } from "./flow-names.ts";

/** What stands beside the canvas. */
export type Dock = "step" | "try" | "problems" | "figures";

export type FlowEditor = ReturnType<typeof createFlowEditor>;

/** Everything that the parts of the editor share: the draft, what is chosen, and what can be done with it. */
export function createFlowEditor(options: { draft: FlowDraft; names: FlowNames; editable: () => boolean }) {
  const { draft, names, editable } = options;
  // The palette stands at the left.
  const view = createGraphView({ left: 150 });
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [way, setWay] = createSignal<string | null>(null);
  const [dock, setDock] = createSignal<Dock | null>(null);
  const [look, setLook] = createSignal<"canvas" | "outline">("canvas");
  /** Where the try-out stands, and which steps it has passed. */
  const [trying, setTrying] = createSignal<{ step: string | null; passed: readonly string[] } | null>(null);

  const definition = draft.definition;
  const selected = createMemo<ReadonlySet<string>>(
    () => new Set(chosen().filter((id) => stepOf(definition(), id) !== null)),
  );
  /** The one step that is chosen; null with none or several. */
  const step = createMemo<FlowStep | null>(() => {
    const [only, ...more] = selected();
    return only === undefined || more.length > 0 ? null : stepOf(definition(), only);
  });
  const problems = createMemo(() => problemsOf(definition(), names.surroundings()));
  const problemsByStep = createMemo(() => {
    const all = new Map<string, FlowProblem[]>();
    for (const problem of problems()) {
      if (problem.step !== null) all.set(problem.step, [...(all.get(problem.step) ?? []), problem]);
    }
    return all;
  });
  /** The keys of every answer in the flow, for menus. */
  const keys = createMemo(() => [...new Set(definition().steps.flatMap(keysOf))]);

  const newId = (): string => {
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 8);
    return stepOf(definition(), id) === null ? id : newId();
  };
  const choose = (ids: readonly string[]) => {
    setChosen(ids);
    if (ids.length > 0) setWay(null);
    if (ids.length === 1 && (dock() === null || dock() === "problems" || dock() === "figures")) setDock("step");
  };
  const show = (id: string) => {
    const found = stepOf(definition(), id);
    if (!found) return;
    const { width, height } = cardSize(found);
    view.center({ x: found.position.x + width / 2, y: found.position.y + height / 2 });
  };

  return {
    ...{ draft, names, editable, view, definition, selected, step, problems, problemsByStep, keys, newId },
    ...{ way, dock, setDock, look, setLook, trying, setTrying, choose, show },
    chooseWay: (key: string | null) => {
      setWay(key);
      if (key !== null) setChosen([]);
    },

    /** Chooses a step and brings it into sight. */
    jumpTo: (id: string) => {
      choose([id]);
      setDock("step");
      show(id);
    },
    add: (kind: FlowStepKind, where: { at?: Point | undefined; after?: Way | undefined }): string => {
      const id = newId();
      draft.draw((before) => addStep(before, kind, id, where));
      choose([id]);
      setDock("step");
      announce(t("flows.added", { step: t(`flows.kind.${kind}`) }), "polite");
      return id;
    },
    link: (from: Way, to: string) => draft.draw((before) => connect(before, from, to)),
    remove: (ids: readonly string[]) => {
      if (ids.length === 0 || !editable()) return;
      draft.draw((before) => removeSteps(before, ids));
      setChosen([]);
      announce(t("flows.removed", { count: ids.length }), "polite");
    },
    duplicate: (ids: readonly string[]) => {
      if (ids.length === 0 || !editable()) return;
      const pasted = pasteSteps(definition(), copyOf(definition(), ids), newId);
      draft.draw(() => pasted.definition);
      choose(pasted.ids);
    },
    paste: (steps: readonly FlowStep[]) => {
      if (steps.length === 0 || !editable()) return;
      const seen = view.seen();
      const isThere = steps.some(({ id }) => stepOf(definition(), id) !== null);
      const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
      const pasted = pasteSteps(definition(), steps, newId, isThere ? undefined : middle);
      draft.draw(() => pasted.definition);
      choose(pasted.ids);
      announce(t("flows.pasted", { count: steps.length }), "polite");
    },
    fit: () => {
      const all = boundsOf(definition().steps.map((each) => ({ ...each.position, ...cardSize(each) })));
      if (all) view.fit(all);
    },
  };
}

const Context = createContext<FlowEditor>();

export function FlowEditorProvider(props: { value: FlowEditor; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** The editor that stands around. Throws outside of one. */
export function useFlowEditor(): FlowEditor {
  const context = useContext(Context);
  if (!context) throw new Error("useFlowEditor must be used within FlowEditorProvider");
  return context;
}
