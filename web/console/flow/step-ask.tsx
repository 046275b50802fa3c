import { dayBoundSchema, type FlowAnswer, type FlowAnswerKind, type FlowStep, flowLimits } from "#protocol/flow";
import { buttonLimits } from "#protocol/message";
import { fileKindSchema } from "#protocol/attachment";
import Plus from "lucide-solid/icons/plus";
import { For, Index, Match, Show, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { FlowText } from "./flow-text.tsx";
import { t } from "./flow-intl.ts";
import { AnswerName, noChoice, NumberField, TypingField } from "./step-fields.tsx";
import { StepOrder } from "./step-order.tsx";
import type { ChangeStep } from "./step-panel.tsx";

type Ask = Extract<FlowStep, { kind: "ask" }>;
type Change = (answer: FlowAnswer, about?: string) => void;

const answerKinds: readonly FlowAnswerKind[] = [
  ...(["buttons", "list", "text", "email", "phone", "number", "date", "rating", "file"] as const),
];

/** What a kind of answer begins with; options stay where both kinds have them. */
function answerOf(kind: FlowAnswerKind, before: FlowAnswer): FlowAnswer {
  switch (kind) {
    case "buttons":
    case "list": {
      const options = before.kind === "buttons" || before.kind === "list" ? before.options : [];
      return { kind, options: kind === "buttons" ? options.slice(0, buttonLimits.count) : options };
    }
    case "text":
      return { kind, least: 1, most: 500 };
    case "number":
      return { kind, least: null, most: null, whole: true };
    case "date":
      return { kind, earliest: null, latest: null };
    case "rating":
      return { kind, look: "stars", most: 5 };
    case "file":
      return { kind, kinds: [] };
    case "email":
    case "phone":
      return { kind };
    default:
      return kind satisfies never;
  }
}

export function AskForm(props: { step: Ask; change: ChangeStep<"ask"> }) {
  const answer = () => props.step.answer;
  const changeAnswer: Change = (next, about) => props.change({ answer: next }, about);
  const fillable = () => answer().kind === "email" || answer().kind === "text";
  return (
    <>
      <FlowText
        label={t("flows.ask.question")}
        placeholder={t("flows.ask.placeholder")}
        text={props.step.text}
        onText={(text) => props.change({ text }, "text")}
      />
      <Select
        label={t("flows.ask.kind")}
        options={answerKinds.map((kind) => ({ value: kind, label: t(`flows.ask.${kind}`) }))}
        value={answer().kind}
        onChange={(kind) => props.change({ answer: answerOf(kind, answer()), ...(fills(kind) ? {} : { fills: null }) })}
      />
      <AnswerForm answer={answer()} change={changeAnswer} />
      <AnswerName
        label={t("flows.ask.label")}
        name={props.step.label}
        answerKey={props.step.key}
        onChange={(label, key) => props.change({ label, key }, "label")}
      />
      <Show when={fillable()}>
        <Select
          label={t("flows.ask.fills")}
          options={[
            { value: noChoice, label: t("flows.ask.fills.none") },
            ...(answer().kind === "email"
              ? [{ value: "email", label: t("flows.ask.fills.email") }]
              : [{ value: "name", label: t("flows.ask.fills.name") }]),
          ]}
          value={props.step.fills ?? noChoice}
          onChange={(value) => props.change({ fills: value === "email" || value === "name" ? value : null })}
        />
      </Show>
      <details class="step-more">
        <summary>{t("flows.ask.more")}</summary>
        <div class="step-more-fields">
          <FlowText
            label={t("flows.ask.retry")}
            placeholder={t("flows.ask.retryPlaceholder")}
            minRows={2}
            text={props.step.retry}
            onText={(retry) => props.change({ retry }, "retry")}
          />
          <Select
            label={t("flows.ask.tries")}
            options={Array.from({ length: flowLimits.tries }, (_, at) => ({
              value: String(at + 1),
              label: t("flows.ask.triesCount", { count: at + 1 }),
            }))}
            value={String(props.step.tries)}
            onChange={(value) => props.change({ tries: Number(value) })}
          />
          <TypingField
            seconds={props.step.typingSeconds}
            onChange={(typingSeconds) => props.change({ typingSeconds })}
          />
        </div>
      </details>
    </>
  );
}

function fills(kind: FlowAnswerKind): boolean {
  return kind === "email" || kind === "text";
}

function AnswerForm(props: { answer: FlowAnswer; change: Change }) {
  const of = <Kind extends FlowAnswerKind>(kind: Kind): Extract<FlowAnswer, { kind: Kind }> | false =>
    isAnswer(props.answer, kind) && props.answer;
  return (
    <Switch>
      <Match when={of("buttons")}>{(answer) => <Options answer={answer()} change={props.change} />}</Match>
      <Match when={of("list")}>{(answer) => <Options answer={answer()} change={props.change} />}</Match>
      <Match when={of("text")}>
        {(answer) => (
          <div class="step-row">
            <NumberField
              label={t("flows.text.least")}
              value={answer().least}
              least={1}
              most={flowLimits.answerCharacters}
              onChange={(least) => least !== null && props.change({ ...answer(), least }, "least")}
            />
            <NumberField
              label={t("flows.text.most")}
              value={answer().most}
              least={1}
              most={flowLimits.answerCharacters}
              onChange={(most) => most !== null && props.change({ ...answer(), most }, "most")}
            />
          </div>
        )}
      </Match>
      <Match when={of("number")}>
        {(answer) => (
          <>
            <div class="step-row">
              <NumberField
                label={t("flows.number.least")}
                optional
                value={answer().least}
                onChange={(least) => props.change({ ...answer(), least }, "least")}
              />
              <NumberField
                label={t("flows.number.most")}
                optional
                value={answer().most}
                onChange={(most) => props.change({ ...answer(), most }, "most")}
              />
            </div>
            <Checkbox
              label={t("flows.number.whole")}
              checked={answer().whole}
              onChange={(whole) => props.change({ ...answer(), whole })}
            />
          </>
        )}
      </Match>
      <Match when={of("date")}>
        {(answer) => (
          <div class="step-row">
            <DayField
              label={t("flows.date.earliest")}
              value={answer().earliest}
              onChange={(earliest) => props.change({ ...answer(), earliest }, "earliest")}
            />
            <DayField
              label={t("flows.date.latest")}
              value={answer().latest}
              onChange={(latest) => props.change({ ...answer(), latest }, "latest")}
            />
          </div>
        )}
      </Match>
      <Match when={of("rating")}>
        {(answer) => (
          <div class="step-row">
            <Select
              label={t("flows.rating.look")}
              options={(["stars", "smileys", "numbers"] as const).map((value) => ({
                value,
                label: t(`flows.rating.${value}`),
              }))}
              value={answer().look}
              onChange={(look) => props.change({ ...answer(), look })}
            />
            <Select
              label={t("flows.rating.most")}
              options={[2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => ({ value: String(value), label: String(value) }))}
              value={String(answer().most)}
              onChange={(most) => props.change({ ...answer(), most: Number(most) })}
            />
          </div>
        )}
      </Match>
      <Match when={of("file")}>
        {(answer) => (
          <fieldset class="step-choices">
            <legend class="ui-field-label">{t("flows.file.kinds")}</legend>
            <For each={fileKindSchema.options}>
              {(kind) => (
                <Checkbox
                  label={t(`flows.file.${kind}`)}
                  checked={answer().kinds.length === 0 || answer().kinds.includes(kind)}
                  onChange={(checked) => {
                    const all = answer().kinds.length === 0 ? [...fileKindSchema.options] : answer().kinds;
                    const kinds = checked ? [...all, kind] : all.filter((each) => each !== kind);
                    props.change({ kind: "file", kinds: kinds.length === fileKindSchema.options.length ? [] : kinds });
                  }}
                />
              )}
            </For>
          </fieldset>
        )}
      </Match>
    </Switch>
  );
}

function isAnswer<Kind extends FlowAnswerKind>(
  answer: FlowAnswer,
  kind: Kind,
): answer is Extract<FlowAnswer, { kind: Kind }> {
  return answer.kind === kind;
}

function DayField(props: { label: string; value: string | null; onChange: (day: string | null) => void }) {
  return (
    <TextField
      label={props.label}
      placeholder="+0"
      help={t("flows.date.help")}
      value={props.value ?? ""}
      error={props.value !== null && !isDay(props.value) ? t("flows.date.wrong") : undefined}
      onChange={(text) => {
        const day = text.trim();
        if (day === "") props.onChange(null);
        else if (isDay(day)) props.onChange(day);
      }}
    />
  );
}

const isDay = (text: string) => dayBoundSchema.safeParse(text).success;

/** The answers that can be chosen, in their order. */
function Options(props: { answer: Extract<FlowAnswer, { kind: "buttons" | "list" }>; change: Change }) {
  const editor = useFlowEditor();
  const options = () => props.answer.options;
  const most = () => (props.answer.kind === "buttons" ? buttonLimits.count : flowLimits.options);
  const characters = () => (props.answer.kind === "buttons" ? buttonLimits.characters : flowLimits.optionCharacters);
  const change = (next: typeof props.answer.options, about?: string) =>
    props.change({ kind: props.answer.kind, options: next }, about);
  let list!: HTMLDivElement;
  const add = () => {
    const id = freeId(options().map((option) => option.id));
    change([...options(), { id, text: "" }]);
    queueMicrotask(() => list.querySelectorAll("input")[options().length - 1]?.focus());
  };
  return (
    <div ref={list} class="step-options" role="group" aria-label={t("flows.options")}>
      <span class="ui-field-label">{t("flows.options")}</span>
      <Index each={options()}>
        {(option, at) => (
          <div class="step-option">
            <input
              class="step-option-input"
              aria-label={t("flows.option", { number: at + 1 })}
              placeholder={t("flows.option", { number: at + 1 })}
              value={option().text}
              maxlength={characters()}
              dir="auto"
              onInput={(event) =>
                change(
                  options().map((each, place) => (place === at ? { ...each, text: event.currentTarget.value } : each)),
                  `option ${option().id}`,
                )
              }
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.isComposing) return;
                event.preventDefault();
                if (options().length < most()) add();
              }}
            />
            <StepOrder what="option" all={options()} at={at} onChange={(next) => change(next)} />
          </div>
        )}
      </Index>
      <Show when={options().length < most() && editor.editable()}>
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={add}>
          {t("flows.optionAdd")}
        </Button>
      </Show>
    </div>
  );
}

/** A name that none of these has: small numbers, so that an exported flow can be read. */
export function freeId(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) if (!taken.includes(String(number))) return String(number);
}
