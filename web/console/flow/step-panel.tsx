import type { FlowStep } from "#protocol/flow";
import { flowLimits } from "#protocol/flow";
import CopyPlus from "lucide-solid/icons/copy-plus";
import Play from "lucide-solid/icons/play";
import Trash from "lucide-solid/icons/trash";
import { For, Match, Show, Switch } from "solid-js";
import { TextField } from "../../ui/text-field.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { changeStep } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { ProblemLine } from "./flow-problem-line.tsx";
import { FlowExits } from "./flow-exits.tsx";
import { stepTitle } from "./flow-words.ts";
import { AskForm } from "./step-ask.tsx";
import { BranchForm } from "./step-branch.tsx";
import { CallForm } from "./step-call.tsx";
import { EndForm, HandOverForm, JumpForm, WaitForm } from "./step-ends.tsx";
import { SayForm } from "./step-say.tsx";
import { SetForm } from "./step-set.tsx";
import "./step-panel.css";

/** Changes the step that a form shows. `about`: the field that is typed into. */
export type ChangeStep<Kind extends FlowStep["kind"]> = (
  change: Partial<Omit<Extract<FlowStep, { kind: Kind }>, "kind" | "id">>,
  about?: string,
) => void;

/** Everything that can be said of the chosen step. */
export function StepPanel(props: { step: FlowStep }) {
  const editor = useFlowEditor();
  const id = () => props.step.id;
  const change = (more: object, about?: string) =>
    editor.draft.draw(
      (definition) => changeStep(definition, id(), (step) => ({ ...step, ...more })),
      about === undefined ? null : `${id()} ${about}`,
    );
  const problems = () => editor.problemsByStep().get(id()) ?? [];
  return (
    <div class="step-panel">
      <header class="step-panel-head">
        <KindMark kind={props.step.kind} />
        <div class="step-panel-title">
          <h2 class="ui-truncate">{stepTitle(props.step)}</h2>
          <p>{t(`flows.kind.${props.step.kind}.help`)}</p>
        </div>
        <Show when={editor.editable()}>
          <Show when={editor.definition().start !== id()}>
            <ToolButton
              size="sm"
              label={t("flows.makeStart")}
              onClick={() => editor.draft.draw((definition) => ({ ...definition, start: id() }))}
            >
              <Play />
            </ToolButton>
          </Show>
          <ToolButton size="sm" label={t("flows.duplicate")} keys="Mod+KeyD" onClick={() => editor.duplicate([id()])}>
            <CopyPlus />
          </ToolButton>
          <ToolButton size="sm" label={t("flows.removeStep")} keys="Delete" onClick={() => editor.remove([id()])}>
            <Trash />
          </ToolButton>
        </Show>
      </header>
      <Show when={problems().length > 0}>
        <ul class="step-panel-problems">
          <For each={problems()}>{(problem) => <ProblemLine problem={problem} />}</For>
        </ul>
      </Show>
      <fieldset class="step-panel-fields" disabled={!editor.editable()}>
        <Switch>
          <Match when={props.step.kind === "say" && props.step}>
            {(step) => <SayForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "ask" && props.step}>
            {(step) => <AskForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "set" && props.step}>
            {(step) => <SetForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "branch" && props.step}>
            {(step) => <BranchForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "call" && props.step}>
            {(step) => <CallForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "jump" && props.step}>
            {(step) => <JumpForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "wait" && props.step}>
            {(step) => <WaitForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "hand_over" && props.step}>
            {(step) => <HandOverForm step={step()} change={change} />}
          </Match>
          <Match when={props.step.kind === "end" && props.step}>
            {(step) => <EndForm step={step()} change={change} />}
          </Match>
        </Switch>
        <FlowExits step={props.step} />
        <TextField
          label={t("flows.stepName")}
          help={t("flows.stepNameHelp")}
          maxlength={flowLimits.labelCharacters}
          placeholder={stepTitle({ ...props.step, name: "" })}
          value={props.step.name}
          onChange={(name) => change({ name }, "name")}
        />
      </fieldset>
    </div>
  );
}
