import { ChoiceRow } from "../../ui/choice-row.tsx";
import type { Bubble } from "./conversation-lines.ts";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";

/** What a message can be answered with by one tap: once, and from then on it shows what was chosen. */
export function MessageButtons(props: { choice: NonNullable<Bubble["choice"]> }) {
  const { store } = useFrame();
  // Chosen from the tap on, not only when the server has said so.
  const tapped = () =>
    store.pending().find(({ command }) => command.answers?.target === props.choice.seq)?.command.answers?.button;
  return (
    <ChoiceRow
      label={t("message.buttons")}
      choices={props.choice.buttons}
      chosen={props.choice.chosen ?? tapped()}
      chosenLabel={t("message.chosen")}
      onChoose={(button) => store.answer({ target: props.choice.seq, button }, props.choice.buttons[button] ?? "")}
    />
  );
}
