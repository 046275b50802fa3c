import type { FlowStep, FlowStepKind } from "#protocol/flow";
import { outcomesOf } from "#protocol/flow";
import ArrowUpLeft from "lucide-solid/icons/arrow-up-left";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CornerDownRight from "lucide-solid/icons/corner-down-right";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { stepOf, type Way } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { FlowFirstStep } from "./flow-first-step.tsx";
import { t } from "./flow-intl.ts";
import { stepKinds } from "./flow-kind.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { outlineOf, type OutlineLine } from "./flow-outline-lines.ts";
import { outcomeText, problemText, stepLabel, stepTitle, stepWords } from "./flow-words.ts";
import "./flow-outline.css";

/** The same flow as a list, in the order of its ways: for the keyboard, for screen readers, and for small screens. */
export function FlowOutline() {
  const editor = useFlowEditor();
  const lines = createMemo(() => outlineOf(editor.definition()));
  let list!: HTMLOListElement;
  /** Up and down go from line to line, as in any list. */
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = event.target instanceof HTMLElement ? event.target.closest(".flow-line-main") : null;
    if (by === undefined || at === null) return;
    const all = [...list.querySelectorAll<HTMLElement>(".flow-line-main")];
    const next = all[all.findIndex((each) => each === at) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div class="flow-outline ui-scroll">
      <Show
        when={editor.definition().steps.length > 0}
        fallback={
          <Show when={editor.editable()}>
            <FlowFirstStep onPick={(kind) => editor.add(kind, { at: { x: 0, y: 0 } })} />
          </Show>
        }
      >
        <ol ref={list} class="flow-lines" aria-label={t("flows.outline")} onKeyDown={move}>
          <For each={lines()}>{(line) => <Line line={line} />}</For>
        </ol>
      </Show>
    </div>
  );
}

function Line(props: { line: OutlineLine }) {
  const editor = useFlowEditor();
  const step = () => (props.line.kind === "unreached" ? null : stepOf(editor.definition(), props.line.step));
  return (
    <Switch>
      <Match when={props.line.kind === "unreached"}>
        <li class="flow-line-heading">{t("flows.outline.unreached")}</li>
      </Match>
      <Match when={props.line.kind === "step" && step()}>
        {(shown) => <StepLine step={shown()} depth={props.line.depth} />}
      </Match>
      <Match when={props.line.kind === "way" ? props.line : null}>
        {(line) => (
          <Show when={step()}>
            {(from) => <WayLine from={from()} way={line().way} to={line().to} depth={line().depth} />}
          </Show>
        )}
      </Match>
    </Switch>
  );
}

function StepLine(props: { step: FlowStep; depth: number }) {
  const editor = useFlowEditor();
  const problems = () => editor.problemsByStep().get(props.step.id) ?? [];
  return (
    <li
      class="flow-line"
      style={{ "--depth": props.depth }}
      data-chosen={editor.selected().has(props.step.id) ? "" : undefined}
      data-live={editor.trying()?.step === props.step.id ? "" : undefined}
    >
      <button
        type="button"
        class="flow-line-main"
        aria-pressed={editor.selected().has(props.step.id)}
        onClick={() => {
          editor.choose([props.step.id]);
          editor.setDock("step");
        }}
        onKeyDown={(event) => event.key === "Delete" && editor.remove([props.step.id])}
      >
        <KindMark kind={props.step.kind} />
        <span class="flow-line-words">
          <span class="flow-line-title">
            {stepTitle(props.step)}
            <Show when={editor.definition().start === props.step.id}>
              <span class="flow-line-start">{t("flows.start")}</span>
            </Show>
          </span>
          <span class="flow-line-text ui-truncate" dir="auto">
            {stepWords(props.step, editor.names) || t("flows.words.nothing")}
          </span>
          <For each={problems()}>
            {(problem) => (
              <span class="flow-line-problem" data-weight={problem.weight}>
                <CircleAlert />
                {problemText(problem, editor.definition())}
              </span>
            )}
          </For>
        </span>
      </button>
      <Show when={editor.editable()}>
        <span class="flow-line-tools">
          <Show when={outcomesOf(props.step).length === 1 && outcomesOf(props.step)[0]}>
            {(outcome) => (
              <AddAfter
                way={{ step: props.step.id, outcome: outcome().name }}
                label={t("flows.addAfter", { step: stepTitle(props.step) })}
              />
            )}
          </Show>
          <IconButton
            size="sm"
            label={t("flows.removeNamed", { step: stepLabel(props.step, editor.names) })}
            onClick={() => editor.remove([props.step.id])}
          >
            <Trash />
          </IconButton>
        </span>
      </Show>
    </li>
  );
}

/** An outcome with its name; where it leads to a step that stands elsewhere, it says where. */
function WayLine(props: { from: FlowStep; way: Way; to: string | null | undefined; depth: number }) {
  const editor = useFlowEditor();
  const named = () => outcomesOf(props.from).length > 1;
  const elsewhere = () => (props.to == null ? null : stepOf(editor.definition(), props.to));
  return (
    <li class="flow-line flow-line-way" style={{ "--depth": props.depth }} data-named={named() ? "" : undefined}>
      <CornerDownRight class="ui-mirror" />
      <Show when={named()}>
        <span class="flow-line-outcome ui-truncate" dir="auto">
          {outcomeText(props.from, props.way.outcome)}
        </span>
      </Show>
      <Show when={elsewhere()}>
        {(target) => (
          <button type="button" class="flow-line-jump" onClick={() => editor.jumpTo(target().id)}>
            <ArrowUpLeft class="ui-mirror" />
            <span class="ui-truncate">{stepLabel(target(), editor.names)}</span>
          </button>
        )}
      </Show>
      <Show when={props.to === null}>
        <span class="flow-line-nowhere">
          {props.way.outcome === "failed"
            ? t("flows.exits.person")
            : props.way.outcome.startsWith("option:")
              ? t("flows.exits.asOther")
              : t("flows.exits.nowhere")}
        </span>
      </Show>
      {/* Where there is only one, its step has the button. */}
      <Show when={editor.editable() && named()}>
        <AddAfter way={props.way} label={t("flows.addAfter", { step: outcomeText(props.from, props.way.outcome) })} />
      </Show>
    </li>
  );
}

function AddAfter(props: { way: Way; label: string }) {
  const editor = useFlowEditor();
  const add = (kind: FlowStepKind) => editor.add(kind, { after: props.way });
  return (
    <Menu
      placement="bottom-end"
      trigger={(trigger) => (
        <IconButton {...trigger} size="sm" label={props.label}>
          <Plus />
        </IconButton>
      )}
    >
      <For each={stepKinds}>
        {(kind) => (
          <MenuItem icon={<KindMark kind={kind} />} onSelect={() => add(kind)}>
            {t(`flows.kind.${kind}`)}
          </MenuItem>
        )}
      </For>
    </Menu>
  );
}
