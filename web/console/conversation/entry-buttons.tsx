import { ChoiceRow } from "../../ui/choice-row.tsx";
import { t } from "../console-intl.ts";

/** The buttons under a message as its agent sees them: what could be answered, and what was. */
export function EntryButtons(props: { buttons: readonly string[]; chosen?: number | undefined }) {
  return (
    <ChoiceRow
      label={t("composer.buttons")}
      choices={props.buttons}
      chosen={props.chosen}
      chosenLabel={t("composer.chosen")}
    />
  );
}
