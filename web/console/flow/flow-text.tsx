import { variableNames } from "#domain/text-block/variable";
import { flowLimits } from "#protocol/flow";
import { MarkedField } from "../text-block/marked-field.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";

/** A text of a step: with marks where customers read it, and with the variables of conversation and flow. */
export function FlowText(props: {
  label: string;
  text: string;
  /** What is typed into, for taking back. */
  onText: (text: string) => void;
  placeholder?: string | undefined;
  wrong?: boolean | undefined;
  minRows?: number | undefined;
  maxlength?: number | undefined;
  /** For addresses and bodies, in which nothing is bold. */
  plain?: boolean | undefined;
}) {
  const editor = useFlowEditor();
  const variables = () => [
    ...editor.keys().map((key) => ({
      label: t("flows.variable.answer", { key }),
      detail: `{{answer.${key}}}`,
      words: `{{answer.${key}}}`,
    })),
    ...variableNames.map((name) => ({
      label: t(`blocks.variable.${name}`),
      detail: `{{${name}}}`,
      words: `{{${name}${name.startsWith("customer.") && !props.plain ? `|${t("blocks.variableFallback")}` : ""}}}`,
    })),
    { label: t("blocks.variable.attribute"), detail: "{{attribute.plan}}", words: "{{attribute.plan}}" },
  ];
  return (
    <MarkedField
      label={props.label}
      showLabel
      text={props.text}
      onText={props.onText}
      placeholder={props.placeholder}
      wrong={props.wrong}
      minRows={props.minRows}
      maxlength={props.maxlength ?? flowLimits.textCharacters}
      disabled={!editor.editable()}
      variables={variables()}
      variablesLabel={t("blocks.variables")}
      previewLabel={props.plain ? undefined : t("flows.preview")}
    />
  );
}
