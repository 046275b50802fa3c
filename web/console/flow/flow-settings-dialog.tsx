import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";

/** What holds for the whole flow. Like everything in the draft it is saved by itself, and can be taken back. */
export function FlowSettingsDialog(props: { onClose: () => void }) {
  const { draft, editable } = useFlowEditor();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("flows.settings")}
      footer={
        <Button variant="primary" onClick={() => props.onClose()}>
          {t("flows.done")}
        </Button>
      }
    >
      <div class="flow-settings">
        <TextField
          label={t("flows.description")}
          help={t("flows.descriptionHelp")}
          multiline
          maxlength={300}
          disabled={!editable()}
          value={draft.content().description}
          onChange={(description) => draft.describe({ description })}
        />
        <Switch
          trailing
          label={t("flows.person")}
          help={t("flows.personHelp")}
          checked={draft.definition().person}
          disabled={!editable()}
          onChange={(person) => draft.draw((definition) => ({ ...definition, person }))}
        />
      </div>
    </Dialog>
  );
}
