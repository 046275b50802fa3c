import { type FlowCondition, flowLimits, type FlowStep, flowTestsOf } from "#protocol/flow";
import { limits } from "#protocol/limits";
import { valuesOf } from "#protocol/routing";
import X from "lucide-solid/icons/x";
import { Match, Show, Switch } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TokenField } from "../../ui/token-field.tsx";
import { languageTags, languageText } from "../routing/routing-words.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { noChoice } from "./step-fields.tsx";

/** A condition about a fact, as it begins: whole where that can be. */
export function newCondition(about: FlowCondition["about"], key: string): FlowCondition {
  if (about === "hours") return { about, key: "", test: "is", values: ["open"] };
  if (about === "availability") return { about, key: "", test: "is", values: ["available"] };
  return { about, key: about === "answer" ? key : "", test: about === "page" ? "contains" : "is", values: [] };
}

/** One condition of a case: what is looked at, how, and for which values. */
export function FlowConditionRow(props: {
  condition: FlowCondition;
  change: (more: Partial<FlowCondition>) => void;
  onRemove: () => void;
}) {
  const editor = useFlowEditor();
  const condition = () => props.condition;
  const about = () => condition().about;
  const tests = (): readonly FlowCondition["test"][] => flowTestsOf[about()];
  /** The words that a question offers, to be chosen instead of typed. */
  const offered = (): string[] =>
    about() === "answer"
      ? [...new Set(editor.definition().steps.flatMap((step) => optionsOf(step, condition().key)))]
      : [];
  const choose = (test: FlowCondition["test"]) => {
    const same = valuesOf(test) === valuesOf(condition().test);
    props.change(same ? { test } : { test, values: [] });
  };
  const chosen = () => condition().values[0] ?? "";
  return (
    <div class="flow-condition" data-about={about()}>
      <div class="flow-condition-what">
        <Switch fallback={<span class="flow-condition-about">{t(`flows.about.${about()}`)}</span>}>
          <Match when={about() === "answer"}>
            <Select
              label={t("flows.about.answer")}
              hideLabel
              options={[...new Set([...editor.keys(), ...(condition().key === "" ? [] : [condition().key])])].map(
                (key) => ({ value: key, label: key }),
              )}
              value={condition().key}
              onChange={(key) => props.change({ key, values: [] })}
            />
          </Match>
          <Match when={about() === "attribute"}>
            <TextField
              label={t("routing.key")}
              hideLabel
              placeholder={t("routing.keyPlaceholder")}
              maxlength={limits.attributeKeyCharacters}
              spellcheck={false}
              value={condition().key}
              onChange={(key) => props.change({ key })}
            />
          </Match>
        </Switch>
        <Show when={tests().length > 1}>
          <Select
            label={t("routing.test")}
            hideLabel
            options={tests().map((test) => ({ value: test, label: t(`routing.test.${test}`) }))}
            value={condition().test}
            onChange={choose}
          />
        </Show>
        <Show when={editor.editable()}>
          <IconButton size="xs" label={t("routing.removeCondition")} onClick={() => props.onRemove()}>
            <X />
          </IconButton>
        </Show>
      </div>
      <Switch>
        <Match when={about() === "hours"}>
          <Select
            label={t("routing.values")}
            hideLabel
            options={(["open", "closed"] as const).map((value) => ({ value, label: t(`flows.fact.${value}`) }))}
            value={chosen() === "closed" ? "closed" : "open"}
            onChange={(value) => props.change({ values: [value] })}
          />
        </Match>
        <Match when={about() === "availability"}>
          <Select
            label={t("routing.values")}
            hideLabel
            options={(["available", "nobody"] as const).map((value) => ({ value, label: t(`flows.fact.${value}`) }))}
            value={chosen() === "nobody" ? "nobody" : "available"}
            onChange={(value) => props.change({ values: [value] })}
          />
        </Match>
        <Match when={about() === "language" || about() === "site" || offered().length > 0}>
          <Choices
            condition={condition()}
            options={
              about() === "language"
                ? languageTags.map((value) => ({ value, label: languageText(value) }))
                : about() === "site"
                  ? (editor.names.sites() ?? []).map(({ id, name }) => ({ value: id, label: name }))
                  : offered().map((value) => ({ value, label: value }))
            }
            change={props.change}
          />
        </Match>
        <Match when={valuesOf(condition().test) === "number"}>
          <TextField
            label={t("routing.values")}
            hideLabel
            inputmode="numeric"
            placeholder={t("routing.numberPlaceholder")}
            value={chosen()}
            onChange={(value) => props.change({ values: value.trim() === "" ? [] : [value] })}
          />
        </Match>
        <Match when={valuesOf(condition().test) === "texts"}>
          <TokenField
            label={t("routing.values")}
            hideLabel
            values={condition().values}
            onChange={(values) => props.change({ values })}
            removeLabel={(value) => t("routing.removeValue", { value })}
            placeholder={about() === "page" ? t("routing.pagePlaceholder") : t("routing.textPlaceholder")}
            maxlength={limits.routingValueCharacters}
            most={flowLimits.values}
          />
        </Match>
      </Switch>
    </div>
  );
}

/** Values that are chosen from a few. */
function Choices(props: {
  condition: FlowCondition;
  options: readonly { value: string; label: string }[];
  change: (more: Partial<FlowCondition>) => void;
}) {
  const values = () => props.condition.values;
  const label = (value: string) => props.options.find((option) => option.value === value)?.label ?? value;
  return (
    <Show when={valuesOf(props.condition.test) === "texts"}>
      <div class="flow-condition-choices">
        <Select
          label={t("routing.addValue")}
          hideLabel
          options={[
            {
              value: noChoice,
              label: values().length === 0 ? t("flows.choose") : t("routing.addValue"),
              disabled: true,
            },
            ...props.options.filter(({ value }) => !values().includes(value)),
          ]}
          value={noChoice}
          onChange={(value) => props.change({ values: [...values(), value] })}
        />
        <Show when={values().length > 0}>
          <ul class="flow-condition-values">
            {values().map((value) => (
              <li>
                <span class="ui-truncate">{label(value)}</span>
                <IconButton
                  size="xs"
                  label={t("routing.removeValue", { value: label(value) })}
                  onClick={() => props.change({ values: values().filter((each) => each !== value) })}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ul>
        </Show>
      </div>
    </Show>
  );
}

function optionsOf(step: FlowStep, key: string): string[] {
  if (step.kind !== "ask" || step.key !== key || key === "") return [];
  const { answer } = step;
  return answer.kind === "buttons" || answer.kind === "list"
    ? answer.options.map(({ text }) => text).filter((text) => text !== "")
    : [];
}
