import { type FlowStep, type FlowStepKind, outcomesOf } from "#protocol/flow";
import { For, Show } from "solid-js";
import { Select } from "../../ui/select.tsx";
import { connect, disconnect } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { stepKinds } from "./flow-kind.ts";
import { t } from "./flow-intl.ts";
import { noChoice } from "./step-fields.tsx";
import { outcomeText, stepLabel } from "./flow-words.ts";

/** Where each outcome leads, by name: the lines of the canvas, for the keyboard. */
export function FlowExits(props: { step: FlowStep }) {
  const editor = useFlowEditor();
  const outcomes = () => outcomesOf(props.step);
  const others = () => editor.definition().steps.filter(({ id }) => id !== props.step.id);
  const options = (outcome: string) => [
    { value: noChoice, label: emptyLabel(outcome) },
    ...others().map((step) => ({ value: step.id, label: stepLabel(step, editor.names).slice(0, 80) })),
    ...stepKinds.map((kind) => ({
      value: `new ${kind}`,
      label: t("flows.exits.new", { kind: t(`flows.kind.${kind}`) }),
    })),
  ];
  const emptyLabel = (outcome: string) => {
    if (outcome.startsWith("option:")) return t("flows.exits.asOther");
    return outcome === "failed" ? t("flows.exits.person") : t("flows.exits.nowhere");
  };
  const choose = (outcome: string, value: string) => {
    const way = { step: props.step.id, outcome };
    const kind = value.startsWith("new ")
      ? stepKinds.find((each): each is FlowStepKind => value === `new ${each}`)
      : null;
    if (kind) editor.add(kind, { after: way });
    else editor.draft.draw((now) => (value === noChoice ? disconnect(now, way) : connect(now, way, value)));
  };
  return (
    <Show when={outcomes().length > 0}>
      <section class="step-exits" aria-label={t("flows.exits")}>
        <h3 class="step-section">{t("flows.exits")}</h3>
        <For each={outcomes().map(({ name }) => name)}>
          {(outcome) => (
            <Select
              label={outcomeText(props.step, outcome)}
              size="md"
              options={options(outcome)}
              value={props.step.exits[outcome] ?? noChoice}
              disabled={!editor.editable()}
              onChange={(value) => choose(outcome, value)}
            />
          )}
        </For>
      </section>
    </Show>
  );
}
