import Maximize from "lucide-solid/icons/maximize";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import Unlink from "lucide-solid/icons/unlink";
import Workflow from "lucide-solid/icons/workflow";
import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import type { FlowStepKind } from "#protocol/flow";
import { contains, edgeKey, type GraphEdge, type GraphNode, type Point } from "../../ui/graph/graph.ts";
import { GraphCanvas } from "../../ui/graph/graph-canvas.tsx";
import { GraphMinimap } from "../../ui/graph/graph-minimap.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { intl } from "../console-intl.ts";
import { cardSize, entryHeight, exitHeight, exitsOf } from "./flow-card.ts";
import { FlowCardView } from "./flow-card-view.tsx";
import { disconnect, moveSteps, stepOf, type Way, waysOf } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { FlowFirstStep } from "./flow-first-step.tsx";
import { t } from "./flow-intl.ts";
import { tidied } from "./flow-layout.ts";
import { FlowPalette, StepMenu } from "./flow-palette.tsx";
import { outcomeText, stepLabel } from "./flow-words.ts";
import "./flow-canvas.css";

/** The flow as a drawing: its steps as cards, its ways as lines between them. */
export function FlowCanvas() {
  const editor = useFlowEditor();
  const { draft, definition, view, editable } = editor;
  /** Where a step is asked for: behind an exit, at a place, and where on the screen the question stands. */
  const [asking, setAsking] = createSignal<{ after: Way; at: Point | undefined; x: number; y: number } | null>(null);
  let frame!: HTMLDivElement;

  const steps = createMemo(() => new Map(definition().steps.map((step) => [step.id, step])));
  const nodes = createMemo(() =>
    definition().steps.map((step): GraphNode => ({
      id: step.id,
      ...step.position,
      ...cardSize(step),
      entry: entryHeight,
      exits: exitsOf(step).map((name) => ({ id: name, y: exitHeight(step, name) })),
    })),
  );
  const edges = createMemo(() =>
    waysOf(definition()).map(({ step, outcome, to }): GraphEdge => ({ node: step, exit: outcome, to })),
  );
  const wayOf = ({ node, exit }: Pick<GraphEdge, "node" | "exit">): Way => ({ step: node, outcome: exit });
  const ask = (after: Way, at: Point | undefined, clientX: number, clientY: number) => {
    const place = frame.getBoundingClientRect();
    setAsking({ after, at, x: clientX - place.left, y: clientY - place.top });
  };
  // What is chosen stays in sight when the dock opens beside it.
  createEffect(
    on([view.size, () => editor.step()?.id], ([, id]) => {
      const node = nodes().find((each) => each.id === id);
      if (node && !contains(view.seen(), node)) editor.show(node.id);
    }),
  );
  const zoom = () => intl.number(view.view().zoom, { style: "percent", maximumFractionDigits: 0 });
  const passed = () => editor.trying()?.passed ?? [];
  const isLive = ({ node, to }: GraphEdge) => {
    const all = passed();
    return all.some((id, at) => id === node && all[at + 1] === to);
  };
  const tidy = async () => {
    const placed = await tidied(definition());
    draft.draw((now) =>
      moveSteps(
        now,
        placed.steps.map(({ id, position }) => ({ id, ...position })),
      ),
    );
    queueMicrotask(editor.fit);
  };
  const begin = (kind: FlowStepKind) => {
    const asked = asking();
    setAsking(null);
    if (asked) editor.add(kind, { after: asked.after, at: asked.at });
  };

  return (
    <div ref={frame} class="flow-canvas">
      <GraphCanvas
        view={view}
        label={t("flows.canvas")}
        help={t("flows.canvasHelp")}
        nodes={nodes()}
        edges={edges()}
        selected={editor.selected()}
        selectedEdge={editor.way()}
        editable={editable()}
        onSelect={editor.choose}
        onSelectEdge={editor.chooseWay}
        onMove={(moves) => draft.draw((now) => moveSteps(now, moves))}
        onConnect={(edge) => editor.link(wayOf(edge), edge.to)}
        onDisconnect={(edge) => draft.draw((now) => disconnect(now, wayOf(edge)))}
        onOpenEnd={({ node, exit, at, clientX, clientY }) =>
          ask(
            { step: node, outcome: exit },
            at === null ? undefined : { x: at.x, y: at.y - entryHeight },
            clientX,
            clientY,
          )
        }
        onOpen={() => editor.setDock("step")}
        nodeLabel={(id) => {
          const step = stepOf(definition(), id);
          return step === null ? "" : stepLabel(step, editor.names);
        }}
        edgeTone={(edge) => (isLive(edge) ? "live" : undefined)}
        edgeTools={
          editable()
            ? (edge) => (
                <>
                  <IconButton
                    size="xs"
                    label={t("flows.insertHere")}
                    onClick={(event) => ask(wayOf(edge), undefined, event.clientX, event.clientY)}
                  >
                    <Plus />
                  </IconButton>
                  <IconButton
                    size="xs"
                    label={t("flows.unlink", { outcome: labelOf(edge) })}
                    onClick={() => draft.draw((now) => disconnect(now, wayOf(edge)))}
                  >
                    <Unlink />
                  </IconButton>
                </>
              )
            : undefined
        }
      >
        {(node) => <Show when={steps().get(node().id)}>{(step) => <FlowCardView step={step()} />}</Show>}
      </GraphCanvas>
      <Show when={definition().steps.length === 0 && editable()}>
        <FlowFirstStep onPick={(kind) => editor.add(kind, { at: { x: 0, y: 0 } })} />
      </Show>
      <Show when={editable()}>
        <FlowPalette
          onAdd={(kind, at) => {
            const seen = view.seen();
            const place = at === null ? undefined : view.toGraph(at.clientX, at.clientY);
            const alone = definition().steps.length === 0;
            editor.add(kind, {
              at: place ?? (alone ? { x: seen.x + seen.width / 3, y: seen.y + seen.height / 3 } : undefined),
            });
          }}
        />
      </Show>
      <div class="flow-canvas-tools" role="toolbar" aria-label={t("flows.view")}>
        <ToolButton size="sm" placement="top" label={t("flows.zoomOut")} onClick={() => view.zoomBy(1 / 1.25)}>
          <Minus />
        </ToolButton>
        <button
          type="button"
          class="flow-canvas-zoom"
          aria-label={t("flows.zoomReset", { zoom: zoom() })}
          onClick={() => view.zoomTo(1)}
        >
          {zoom()}
        </button>
        <ToolButton size="sm" placement="top" label={t("flows.zoomIn")} onClick={() => view.zoomBy(1.25)}>
          <Plus />
        </ToolButton>
        <ToolButton size="sm" placement="top" label={t("flows.fit")} keys="Shift+Digit1" onClick={editor.fit}>
          <Maximize />
        </ToolButton>
        <Show when={editable()}>
          <ToolButton size="sm" placement="top" label={t("flows.tidy")} keys="Shift+KeyT" onClick={() => void tidy()}>
            <Workflow />
          </ToolButton>
        </Show>
      </div>
      <Show when={definition().steps.length > 1}>
        <div class="flow-canvas-map">
          <GraphMinimap
            view={view}
            nodes={nodes()}
            selected={editor.selected()}
            tone={(id) => {
              if (editor.trying()?.step === id) return "live";
              return editor
                .problemsByStep()
                .get(id)
                ?.some(({ weight }) => weight === "stops")
                ? "wrong"
                : undefined;
            }}
          />
        </div>
      </Show>
      <Show when={asking()}>
        {(asked) => <StepMenu x={asked().x} y={asked().y} onPick={begin} onClose={() => setAsking(null)} />}
      </Show>
    </div>
  );

  function labelOf(edge: GraphEdge): string {
    const step = steps().get(edge.node);
    return step === undefined ? edgeKey(edge) : outcomeText(step, edge.exit);
  }
}
