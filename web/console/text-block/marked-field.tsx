import Braces from "lucide-solid/icons/braces";
import { createUniqueId, For, Show } from "solid-js";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { insertAtCaret } from "../conversation/composer-insert.ts";
import { createFormatKeys } from "../conversation/composer-format-keys.ts";
import "./marked-field.css";

/** A variable that can be put into a text: `words` is what is written, braces and all. */
export type OfferedVariable = { label: string; detail: string; words: string };

/** A text that may be formed with marks and hold variables: the keys that form it, a menu of variables, and how it will look. */
export function MarkedField(props: {
  label: string;
  /** Drawn above it, where the label does not already stand there. */
  showLabel?: boolean | undefined;
  text: string;
  onText: (text: string) => void;
  wrong?: boolean | undefined;
  placeholder?: string | undefined;
  minRows?: number | undefined;
  maxlength?: number | undefined;
  disabled?: boolean | undefined;
  variables: readonly OfferedVariable[];
  variablesLabel: string;
  /** Name of the look below the text; without it the text has no marks, and is not shown twice. */
  previewLabel?: string | undefined;
}) {
  const id = createUniqueId();
  let field: HTMLTextAreaElement | undefined;
  createFormatKeys(() => field);
  return (
    <div class="marked-field">
      <Show when={props.showLabel}>
        <label class="ui-field-label" for={id}>
          {props.label}
        </label>
      </Show>
      <div class="marked-field-frame">
        <div class="marked-field-words">
          <AutoGrowTextarea
            id={id}
            ref={(made) => (field = made)}
            aria-label={props.label}
            aria-invalid={props.wrong ? "true" : undefined}
            minRows={props.minRows ?? 3}
            maxRows={16}
            maxlength={props.maxlength}
            placeholder={props.placeholder}
            disabled={props.disabled}
            dir="auto"
            value={props.text}
            onText={props.onText}
          />
          <Menu
            trigger={(trigger) => (
              <ToolButton
                {...trigger}
                size="sm"
                class="marked-field-variables"
                label={props.variablesLabel}
                disabled={props.disabled}
              >
                <Braces />
              </ToolButton>
            )}
            placement="bottom-end"
          >
            <For each={props.variables}>
              {({ label, detail, words }) => (
                <MenuItem detail={detail} onSelect={() => field && insertAtCaret(field, words)}>
                  {label}
                </MenuItem>
              )}
            </For>
          </Menu>
        </div>
        <Show when={props.text.trim() !== "" && props.previewLabel}>
          {(label) => (
            <div class="marked-field-look" role="group" aria-label={label()}>
              <FormattedText text={props.text.trim()} />
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
