import { flowLimits } from "#protocol/flow";
import { createSignal } from "solid-js";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "./flow-intl.ts";
import { durationText } from "./flow-words.ts";

/** The value of "nothing chosen" in a Select, which draws no option whose value is empty. */
export const noChoice = "none";

/** How long somebody seems to type before a message comes. */
export function TypingField(props: { seconds: number; onChange: (seconds: number) => void }) {
  const options = Array.from({ length: flowLimits.typingSeconds + 1 }, (_, seconds) => ({
    value: String(seconds),
    label: seconds === 0 ? t("flows.typing.none") : durationText(seconds),
  }));
  return (
    <Select
      label={t("flows.typing")}
      options={options}
      value={String(props.seconds)}
      onChange={(value) => props.onChange(Number(value))}
    />
  );
}

/** A number, or nothing where there may be none. What is no number stays in the field, and is not taken. */
export function NumberField(props: {
  label: string;
  value: number | null;
  least?: number | undefined;
  most?: number | undefined;
  /** Null where an empty field is one. */
  onChange: (value: number | null) => void;
  optional?: boolean | undefined;
  help?: string | undefined;
}) {
  const [typed, setTyped] = createSignal<string | null>(null);
  const read = (text: string): number | null | undefined => {
    if (text.trim() === "") return props.optional ? null : undefined;
    const value = Number(text.trim().replace(",", "."));
    const fits = Number.isFinite(value) && value >= (props.least ?? -Infinity) && value <= (props.most ?? Infinity);
    return fits && (props.optional || Number.isInteger(value)) ? value : undefined;
  };
  const shown = () => typed() ?? (props.value === null ? "" : String(props.value));
  return (
    <TextField
      label={props.label}
      inputmode="decimal"
      value={shown()}
      help={props.help}
      error={read(shown()) === undefined ? t("flows.numberWrong") : undefined}
      onChange={(text) => {
        setTyped(text);
        const value = read(text);
        if (value !== undefined) props.onChange(value);
      }}
    />
  );
}

/** A name for an answer out of words: "Order number" is "order_number". */
export function keyFrom(words: string): string {
  return words
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, flowLimits.keyCharacters);
}

/** What an answer is called: by people, and in texts and conditions. */
export function AnswerName(props: {
  label: string;
  name: string;
  answerKey: string;
  onChange: (name: string, key: string) => void;
}) {
  return (
    <div class="step-row">
      <TextField
        label={props.label}
        maxlength={flowLimits.labelCharacters}
        placeholder={t("flows.answerPlaceholder")}
        value={props.name}
        // The key follows the words until somebody gives it words of its own.
        onChange={(name) =>
          props.onChange(name, props.answerKey === keyFrom(props.name) ? keyFrom(name) : props.answerKey)
        }
      />
      <TextField
        label={t("flows.answerKey")}
        maxlength={flowLimits.keyCharacters}
        spellcheck={false}
        placeholder="order_number"
        value={props.answerKey}
        onChange={(key) => props.onChange(props.name, keyFrom(key.replace(/_$/, "x")) === "" ? "" : typedKey(key))}
      />
    </div>
  );
}

/** As it is typed: an underline at the end may go on. */
function typedKey(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_")
    .replace(/^[^a-z]+/, "");
}
