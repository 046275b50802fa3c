import { type FlowStep, flowLimits } from "#protocol/flow";
import { limits } from "#protocol/limits";
import { Match, Switch } from "solid-js";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { languageTags, languageText } from "../routing/routing-words.ts";
import { t } from "./flow-intl.ts";
import { noChoice } from "./step-fields.tsx";
import type { ChangeStep } from "./step-panel.tsx";

type Set = Extract<FlowStep, { kind: "set" }>["set"];

const first: { [What in Set["what"]]: Extract<Set, { what: What }> } = {
  tag: { what: "tag", tag: "", on: true },
  attribute: { what: "attribute", key: "", value: "" },
  priority: { what: "priority", to: "high" },
  language: { what: "language", to: null },
  topic: { what: "topic", to: "" },
};
const whats = ["tag", "attribute", "priority", "language", "topic"] as const;

export function SetForm(props: { step: Extract<FlowStep, { kind: "set" }>; change: ChangeStep<"set"> }) {
  const set = (next: Set, about?: string) => props.change({ set: next }, about);
  const of = <What extends Set["what"]>(what: What): Extract<Set, { what: What }> | false =>
    isSet(props.step.set, what) && props.step.set;
  return (
    <>
      <Select
        label={t("flows.set.what")}
        options={whats.map((value) => ({ value, label: t(`flows.set.${value}`) }))}
        value={props.step.set.what}
        onChange={(what) => set(first[what])}
      />
      <Switch>
        <Match when={of("tag")}>
          {(tag) => (
            <>
              <TextField
                label={t("flows.set.tag")}
                maxlength={flowLimits.tagCharacters}
                value={tag().tag}
                onChange={(value) => set({ ...tag(), tag: value }, "tag")}
              />
              <Select
                label={t("flows.set.how")}
                options={[
                  { value: "on", label: t("flows.set.on") },
                  { value: "off", label: t("flows.set.off") },
                ]}
                value={tag().on ? "on" : "off"}
                onChange={(value) => set({ ...tag(), on: value === "on" })}
              />
            </>
          )}
        </Match>
        <Match when={of("attribute")}>
          {(attribute) => (
            <>
              <TextField
                label={t("flows.set.attribute")}
                maxlength={limits.attributeKeyCharacters}
                placeholder="plan"
                spellcheck={false}
                value={attribute().key}
                onChange={(key) => set({ ...attribute(), key }, "key")}
              />
              <TextField
                label={t("flows.set.value")}
                maxlength={limits.attributeValueCharacters}
                placeholder="{{answer.plan}}"
                help={t("flows.set.valueHelp", { example: "{{answer.plan}}" })}
                value={attribute().value}
                onChange={(value) => set({ ...attribute(), value }, "value")}
              />
            </>
          )}
        </Match>
        <Match when={of("priority")}>
          {(priority) => (
            <Select
              label={t("flows.set.priority")}
              options={(["low", "normal", "high", "urgent"] as const).map((value) => ({
                value,
                label: t(`flows.priority.${value}`),
              }))}
              value={priority().to}
              onChange={(to) => set({ what: "priority", to })}
            />
          )}
        </Match>
        <Match when={of("language")}>
          {(language) => (
            <Select
              label={t("flows.set.language")}
              options={[
                { value: noChoice, label: t("flows.set.browser") },
                ...languageTags.map((tag) => ({ value: tag, label: languageText(tag) })),
              ]}
              value={language().to ?? noChoice}
              onChange={(to) => set({ what: "language", to: to === noChoice ? null : to })}
            />
          )}
        </Match>
        <Match when={of("topic")}>
          {(topic) => (
            <TextField
              label={t("flows.set.topic")}
              maxlength={120}
              value={topic().to}
              onChange={(to) => set({ what: "topic", to }, "topic")}
            />
          )}
        </Match>
      </Switch>
    </>
  );
}

function isSet<What extends Set["what"]>(set: Set, what: What): set is Extract<Set, { what: What }> {
  return set.what === what;
}
