import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { moved } from "../../ui/moved.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";

/** Moves one of a step's options or cases among the others, or takes it out. */
export function StepOrder<Item>(props: {
  what: "option" | "case";
  all: readonly Item[];
  at: number;
  onChange: (next: Item[]) => void;
}) {
  const editor = useFlowEditor();
  const number = () => ({ number: props.at + 1 });
  const move = (by: -1 | 1) => props.onChange(moved(props.all, props.at, props.at + by));
  return (
    <Show when={editor.editable()}>
      <IconButton
        size="xs"
        label={t(`flows.${props.what}Up`, number())}
        disabled={props.at === 0}
        onClick={() => move(-1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        size="xs"
        label={t(`flows.${props.what}Down`, number())}
        disabled={props.at + 1 === props.all.length}
        onClick={() => move(1)}
      >
        <ArrowDown />
      </IconButton>
      <IconButton
        size="xs"
        label={t(`flows.${props.what}Remove`, number())}
        onClick={() => props.onChange(props.all.filter((_, place) => place !== props.at))}
      >
        <X />
      </IconButton>
    </Show>
  );
}
