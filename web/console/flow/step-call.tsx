import { type FlowStep, flowLimits } from "#protocol/flow";
import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { Index, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FlowText } from "./flow-text.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { AnswerName } from "./step-fields.tsx";
import type { ChangeStep } from "./step-panel.tsx";
import { durationText } from "./flow-words.ts";

type Call = Extract<FlowStep, { kind: "call" }>;

export function CallForm(props: { step: Call; change: ChangeStep<"call"> }) {
  const editor = useFlowEditor();
  const hosts = () => editor.names.hosts() ?? [];
  return (
    <>
      <Select
        label={t("flows.call.method")}
        options={[
          { value: "GET", label: t("flows.call.get") },
          { value: "POST", label: t("flows.call.post") },
        ]}
        value={props.step.method}
        onChange={(method) => props.change({ method })}
      />
      <FlowText
        plain
        label={t("flows.call.url")}
        placeholder="https://api.example.com/orders/{{answer.order_number}}"
        minRows={2}
        maxlength={flowLimits.urlCharacters}
        text={props.step.url}
        onText={(url) => props.change({ url: url.replaceAll(/\s+/g, "") }, "url")}
      />
      <p class="ui-field-help">
        {hosts().length === 0 ? t("flows.call.noHosts") : t("flows.call.hosts", { hosts: hosts().join(", ") })}
      </p>
      <Show when={props.step.method === "POST"}>
        <FlowText
          plain
          label={t("flows.call.body")}
          placeholder={'{"order": "{{answer.order_number}}"}'}
          maxlength={flowLimits.callBodyCharacters}
          text={props.step.body}
          onText={(body) => props.change({ body }, "body")}
        />
      </Show>
      <Takes step={props.step} change={props.change} />
      <Select
        label={t("flows.call.seconds")}
        options={[2, 5, 10, 15].map((seconds) => ({ value: String(seconds), label: durationText(seconds) }))}
        value={String(props.step.seconds)}
        onChange={(seconds) => props.change({ seconds: Number(seconds) })}
      />
    </>
  );
}

/** Which values of the answer become answers of the flow. */
function Takes(props: { step: Call; change: ChangeStep<"call"> }) {
  const editor = useFlowEditor();
  const take = () => props.step.take;
  const change = (at: number, more: Partial<Call["take"][number]>) =>
    props.change({ take: take().map((each, place) => (place === at ? { ...each, ...more } : each)) }, `take ${at}`);
  return (
    <section class="step-takes" aria-label={t("flows.call.take")}>
      <h3 class="step-section">{t("flows.call.take")}</h3>
      <Index each={take()}>
        {(mapping, at) => (
          <div class="step-take">
            <div class="step-take-head">
              <TextField
                label={t("flows.call.path")}
                placeholder="order.status"
                spellcheck={false}
                maxlength={200}
                value={mapping().path}
                onChange={(path) => change(at, { path: path.replaceAll(/\s+/g, "") })}
              />
              <Show when={editor.editable()}>
                <IconButton
                  size="sm"
                  label={t("flows.call.takeRemove")}
                  onClick={() => props.change({ take: take().filter((_, place) => place !== at) })}
                >
                  <X />
                </IconButton>
              </Show>
            </div>
            <AnswerName
              label={t("flows.ask.label")}
              name={mapping().label}
              answerKey={mapping().key}
              onChange={(label, key) => change(at, { label, key })}
            />
          </div>
        )}
      </Index>
      <Show when={editor.editable() && take().length < flowLimits.mappings}>
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          onClick={() => props.change({ take: [...take(), { path: "", key: "", label: "" }] })}
        >
          {t("flows.call.takeAdd")}
        </Button>
      </Show>
    </section>
  );
}
