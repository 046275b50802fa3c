import type { FileKind } from "#protocol/attachment";
import type { FlowAnswer } from "#protocol/flow";
import FileUp from "lucide-solid/icons/file-up";
import { createSignal, For, Match, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "./flow-intl.ts";
import { noChoice } from "./step-fields.tsx";

/** Somebody has to be the endpoint: nothing leaves the editor. */
export function CallAnswer(props: { request: string; onAnswer: (json: unknown) => void; onFail: () => void }) {
  const [json, setJson] = createSignal('{\n  "status": "on its way"\n}');
  const read = (): { json: unknown } | null => {
    try {
      return { json: JSON.parse(json()) };
    } catch {
      return null;
    }
  };
  return (
    <div class="flow-try-call">
      <p class="flow-try-request" dir="ltr">
        {props.request}
      </p>
      <TextField
        label={t("flows.try.callAnswer")}
        multiline
        spellcheck={false}
        value={json()}
        error={read() === null ? t("flows.try.callNoJson") : undefined}
        onChange={setJson}
      />
      <div class="flow-try-call-buttons">
        <Button size="sm" onClick={() => props.onFail()}>
          {t("flows.try.callFail")}
        </Button>
        <Button
          size="sm"
          variant="primary"
          disabled={read() === null}
          onClick={() => {
            const answer = read();
            if (answer) props.onAnswer(answer.json);
          }}
        >
          {t("flows.try.callGive")}
        </Button>
      </div>
    </div>
  );
}

/** Controls that are more than words: a list, a day, stars. */
export function SpecialAnswer(props: {
  answer: FlowAnswer;
  onSay: (text: string, option?: number | null, value?: string | null) => void;
  onFile: (name: string, kind: FileKind) => void;
}) {
  const file = () => (props.answer.kind === "file" ? props.answer : false);
  const list = () => (props.answer.kind === "list" ? props.answer : false);
  const rating = () => (props.answer.kind === "rating" ? props.answer : false);
  return (
    <Switch>
      <Match when={list()}>
        {(answer) => (
          <Select
            label={t("flows.choose")}
            hideLabel
            options={[
              { value: noChoice, label: t("flows.choose"), disabled: true },
              ...answer().options.map(({ id, text }) => ({ value: id, label: text })),
            ]}
            value={noChoice}
            onChange={(id) => {
              const at = answer().options.findIndex((option) => option.id === id);
              props.onSay(answer().options[at]?.text ?? "", at);
            }}
          />
        )}
      </Match>
      <Match when={rating()}>
        {(answer) => (
          <div class="flow-try-rating" role="group" aria-label={t("flows.ask.rating")}>
            <For each={Array.from({ length: answer().most }, (_, at) => at + 1)}>
              {(value) => (
                <button type="button" onClick={() => props.onSay(`${value}/${answer().most}`, null, String(value))}>
                  {value}
                </button>
              )}
            </For>
          </div>
        )}
      </Match>
      <Match when={props.answer.kind === "date"}>
        <input
          class="flow-try-day"
          type="date"
          aria-label={t("flows.ask.date")}
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (day !== "") props.onSay(day, null, day);
          }}
        />
      </Match>
      <Match when={file()}>
        {(answer) => (
          <Button
            size="sm"
            icon={<FileUp />}
            onClick={() => props.onFile(t("flows.try.fileName"), answer().kinds[0] ?? "document")}
          >
            {t("flows.try.file")}
          </Button>
        )}
      </Match>
    </Switch>
  );
}
