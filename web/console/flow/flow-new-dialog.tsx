import Plus from "lucide-solid/icons/plus";
import { createSignal, For } from "solid-js";
import type { FlowDefinition } from "#protocol/flow";
import type { FlowCreation } from "#protocol/flow-library";
import { Dialog } from "../../ui/dialog.tsx";
import { t } from "./flow-intl.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { tidied } from "./flow-layout.ts";
import { flowTemplates } from "./flow-templates.ts";

/** What a new flow begins with: nothing, or a template. */
export function FlowNewDialog(props: { onCreate: (made: FlowCreation) => Promise<boolean>; onClose: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const create = async (name: string, description: string, drawn: FlowDefinition) => {
    if (busy()) return;
    setBusy(true);
    await props.onCreate({ name, description, draft: await tidied(drawn) });
    setBusy(false);
  };
  const kinds = ({ steps }: FlowDefinition) => [...new Set(steps.map(({ kind }) => kind))].slice(0, 6);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      size="lg"
      title={t("flows.new")}
      description={t("flows.newText")}
    >
      <div class="flow-templates" aria-busy={busy()}>
        <button
          type="button"
          class="flow-template"
          data-empty=""
          onClick={() => void create(t("flows.untitled"), "", { start: null, person: true, steps: [] })}
        >
          <span class="flow-template-kinds" aria-hidden="true">
            <Plus />
          </span>
          <span class="flow-template-name">{t("flows.template.empty")}</span>
          <span class="flow-template-text">{t("flows.template.empty.text")}</span>
        </button>
        <For each={flowTemplates()}>
          {({ name, text, definition }) => (
            <button type="button" class="flow-template" onClick={() => void create(name, text, definition)}>
              <span class="flow-template-kinds" aria-hidden="true">
                <For each={kinds(definition)}>{(kind) => <KindMark kind={kind} />}</For>
              </span>
              <span class="flow-template-name">{name}</span>
              <span class="flow-template-text">{text}</span>
            </button>
          )}
        </For>
      </div>
    </Dialog>
  );
}
