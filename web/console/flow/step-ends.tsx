import type { FlowStep } from "#protocol/flow";
import { flowLimits } from "#protocol/flow";
import { createSignal } from "solid-js";
import { Show } from "solid-js";
import { Select } from "../../ui/select.tsx";
import { FlowText } from "./flow-text.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { noChoice, NumberField } from "./step-fields.tsx";
import type { ChangeStep } from "./step-panel.tsx";

export function JumpForm(props: { step: Extract<FlowStep, { kind: "jump" }>; change: ChangeStep<"jump"> }) {
  const editor = useFlowEditor();
  return (
    <Select
      label={t("flows.jump.flow")}
      help={t("flows.jump.help")}
      options={[
        { value: noChoice, label: t("flows.choose"), disabled: true },
        ...editor.names.flows().map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={props.step.flow ?? noChoice}
      onChange={(flow) => props.change({ flow })}
    />
  );
}

const units = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof units;
const unitNames = ["second", "minute", "hour", "day"] as const;

/** The largest unit that says it without a fraction. */
function unitOf(seconds: number): Unit {
  return unitNames.findLast((unit) => seconds >= units[unit] && seconds % units[unit] === 0) ?? "second";
}

export function WaitForm(props: { step: Extract<FlowStep, { kind: "wait" }>; change: ChangeStep<"wait"> }) {
  const [chosen, setChosen] = createSignal<Unit>();
  const unit = () => chosen() ?? unitOf(props.step.seconds);
  const most = () => Math.floor(flowLimits.waitSeconds / units[unit()]);
  return (
    <div class="step-row">
      <NumberField
        label={t("flows.wait.time")}
        least={1}
        most={most()}
        value={Math.max(1, Math.round(props.step.seconds / units[unit()]))}
        onChange={(value) => value !== null && props.change({ seconds: value * units[unit()] }, "seconds")}
      />
      <Select
        label={t("flows.wait.unit")}
        options={unitNames.map((value) => ({ value, label: t(`flows.wait.${value}`) }))}
        value={unit()}
        onChange={(next) => {
          const value = Math.max(1, Math.round(props.step.seconds / units[unit()]));
          setChosen(next);
          props.change({ seconds: Math.min(value * units[next], flowLimits.waitSeconds) });
        }}
      />
    </div>
  );
}

export function HandOverForm(props: {
  step: Extract<FlowStep, { kind: "hand_over" }>;
  change: ChangeStep<"hand_over">;
}) {
  const editor = useFlowEditor();
  const to = () => props.step.to;
  const choices = () => (to().kind === "team" ? editor.names.teams() : editor.names.agents());
  return (
    <>
      <Select
        label={t("flows.handOver.to")}
        options={(["here", "team", "agent"] as const).map((value) => ({
          value,
          label: t(`flows.handOver.${value}`),
          ...(value === "here" ? { detail: t("flows.handOver.hereHelp") } : {}),
        }))}
        value={to().kind}
        onChange={(kind) => props.change({ to: kind === "here" ? { kind } : { kind, id: null } })}
      />
      <Show when={to().kind !== "here"}>
        <Select
          label={to().kind === "team" ? t("flows.handOver.team") : t("flows.handOver.agent")}
          options={[
            { value: noChoice, label: t("flows.choose"), disabled: true },
            ...choices().map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={idOf(to())}
          onChange={(id) => props.change({ to: to().kind === "team" ? { kind: "team", id } : { kind: "agent", id } })}
        />
      </Show>
      <FlowText
        label={t("flows.handOver.words")}
        placeholder={t("flows.handOver.placeholder")}
        minRows={2}
        text={props.step.text}
        onText={(text) => props.change({ text }, "text")}
      />
      <FlowText
        label={t("flows.handOver.note")}
        placeholder={t("flows.handOver.notePlaceholder")}
        minRows={2}
        text={props.step.note}
        onText={(note) => props.change({ note }, "note")}
      />
    </>
  );
}

function idOf(to: Extract<FlowStep, { kind: "hand_over" }>["to"]): string {
  return to.kind === "here" ? noChoice : (to.id ?? noChoice);
}

export function EndForm(props: { step: Extract<FlowStep, { kind: "end" }>; change: ChangeStep<"end"> }) {
  return (
    <>
      <FlowText
        label={t("flows.end.words")}
        placeholder={t("flows.end.placeholder")}
        minRows={2}
        text={props.step.text}
        onText={(text) => props.change({ text }, "text")}
      />
      <Select
        label={t("flows.end.leaves")}
        options={(["done", "open"] as const).map((value) => ({ value, label: t(`flows.end.${value}`) }))}
        value={props.step.leaves}
        onChange={(leaves) => props.change({ leaves })}
      />
    </>
  );
}
