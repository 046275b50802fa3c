import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { Named } from "#protocol/conversation";
import { limits } from "#protocol/limits";
import { type Condition, isWhole, type Test, testsFor, valuesOf } from "#protocol/routing";
import { Picker } from "../../ui/picker.tsx";
import { Popover } from "../../ui/popover.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TokenField } from "../../ui/token-field.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "../settings/settings-intl.ts";
import { languageTags, valueText } from "./routing-words.ts";

/** One condition of a rule: what is looked at, how, and for which values. */
export function ConditionRow(props: {
  condition: Condition;
  sites: readonly Named[];
  tried: boolean;
  change: (change: Partial<Condition>) => void;
  onRemove: () => void;
}) {
  const condition = () => props.condition;
  const missing = () => (props.tried && !isWhole(condition()) ? t("routing.incomplete") : undefined);
  /** Values stay as far as the new test can have them. */
  const choose = (test: Test) => {
    const same = valuesOf(test) === valuesOf(condition().test);
    props.change(same ? { test } : { test, values: [] });
  };
  return (
    <div class="condition" data-about={condition().about}>
      <div class="condition-what">
        <Show
          when={condition().about === "attribute"}
          fallback={<span class="condition-about">{t(`routing.about.${condition().about}`)}</span>}
        >
          <TextField
            label={t("routing.key")}
            hideLabel
            placeholder={t("routing.keyPlaceholder")}
            maxlength={limits.attributeKeyCharacters}
            spellcheck={false}
            value={condition().key}
            onChange={(key) => props.change({ key })}
            error={props.tried && condition().key.trim() === "" ? t("routing.incomplete") : undefined}
          />
        </Show>
        <Select
          label={t("routing.test")}
          hideLabel
          options={testsFor(condition().about).map((test) => ({ value: test, label: t(`routing.test.${test}`) }))}
          value={condition().test}
          onChange={choose}
        />
      </div>
      <div class="condition-values">
        <Values {...props} error={missing()} />
      </div>
      <ToolButton size="sm" label={t("routing.removeCondition")} onClick={() => props.onRemove()}>
        <X />
      </ToolButton>
    </div>
  );
}

function Values(props: {
  condition: Condition;
  sites: readonly Named[];
  change: (change: Partial<Condition>) => void;
  error: string | undefined;
}) {
  const about = () => props.condition.about;
  return (
    <Switch>
      <Match when={valuesOf(props.condition.test) === "number"}>
        <TextField
          label={t("routing.values")}
          hideLabel
          inputmode="numeric"
          placeholder={t("routing.numberPlaceholder")}
          value={props.condition.values[0] ?? ""}
          onChange={(value) => props.change({ values: value.trim() === "" ? [] : [value] })}
          error={props.error}
        />
      </Match>
      <Match when={valuesOf(props.condition.test) === "texts"}>
        <TokenField
          label={t("routing.values")}
          hideLabel
          values={props.condition.values}
          onChange={(values) => props.change({ values })}
          removeLabel={(value) => t("routing.removeValue", { value: valueText(about(), value, props.sites) })}
          text={(value) => valueText(about(), value, props.sites)}
          placeholder={about() === "page" ? t("routing.pagePlaceholder") : t("routing.textPlaceholder")}
          help={about() === "page" ? t("routing.pageHelp") : undefined}
          maxlength={limits.routingValueCharacters}
          most={limits.routingValues}
          error={props.error}
          add={about() === "language" || about() === "site" ? <AddValue {...props} /> : undefined}
        />
      </Match>
    </Switch>
  );
}

/** Languages and sites are chosen, not typed. */
function AddValue(props: {
  condition: Condition;
  sites: readonly Named[];
  change: (change: Partial<Condition>) => void;
}) {
  const [open, setOpen] = createSignal(false);
  const options = () =>
    (props.condition.about === "site" ? props.sites.map(({ id }) => id) : languageTags)
      .filter((value) => !props.condition.values.includes(value))
      .map((value) => ({ value, label: valueText(props.condition.about, value, props.sites), keywords: value }));
  return (
    <Popover
      flush
      label={t("routing.addValue")}
      open={open()}
      onOpenChange={setOpen}
      trigger={(trigger) => (
        <button type="button" {...trigger} class="condition-add">
          <Plus />
          {t("routing.addValue")}
        </button>
      )}
    >
      <Picker
        label={t("routing.addValue")}
        groups={[{ options: options() }]}
        onPick={(value) => {
          setOpen(false);
          props.change({ values: [...props.condition.values, value] });
        }}
      />
    </Popover>
  );
}
