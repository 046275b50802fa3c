import FileUp from "lucide-solid/icons/file-up";
import { createSignal, For, Show } from "solid-js";
import { flowPaths } from "#protocol/flow-library";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { type FileProblem, readFlowFile } from "./flow-file.ts";
import { t, whyText } from "./flow-intl.ts";
import { flowRequests } from "./flow-requests.ts";

/** More than any flow has; what is larger is not read. */
const mostBytes = 1024 * 1024;

/** A flow out of a file that somebody exported, or made elsewhere. */
export function FlowImportDialog(props: { onImported: (id: string) => void; onClose: () => void }) {
  const [problems, setProblems] = createSignal<readonly FileProblem[]>([]);
  const [busy, setBusy] = createSignal(false);
  const [over, setOver] = createSignal(false);
  let field!: HTMLInputElement;

  const take = async (file: File | undefined) => {
    if (file === undefined || busy()) return;
    if (file.size > mostBytes) {
      setProblems([{ path: file.name, why: whyText("too_large") }]);
      return;
    }
    const read = readFlowFile(await file.text());
    if (!read.ok) {
      setProblems(read.problems);
      return;
    }
    setProblems([]);
    setBusy(true);
    const answer = await flowRequests.import(read.file);
    setBusy(false);
    if (answer.ok) props.onImported(answer.value.id);
    else setProblems([{ path: answer.error.path ?? "", why: whyText(answer.error.code) }]);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("flows.import")}
      footer={<Button onClick={() => props.onClose()}>{t("flows.cancel")}</Button>}
    >
      <div class="flow-import">
        <div
          class="flow-import-drop"
          data-over={over() ? "" : undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer?.files[0]);
          }}
        >
          <FileUp aria-hidden="true" />
          <p>{t("flows.import.text")}</p>
          <Button pending={busy()} onClick={() => field.click()}>
            {t("flows.import.choose")}
          </Button>
          <input
            ref={field}
            type="file"
            hidden
            accept=".json,application/json"
            aria-label={t("flows.import.choose")}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </div>
        <Show when={problems().length > 0}>
          <div role="alert">
            <p class="ui-hidden">{t("flows.import.problems", { count: problems().length })}</p>
            <ul class="flow-import-problems">
              <For each={problems()}>
                {({ path, why }) => (
                  <li>
                    <Show when={path !== ""}>
                      <code>{path}</code>
                    </Show>
                    <span>{why}</span>
                  </li>
                )}
              </For>
            </ul>
          </div>
        </Show>
        <p class="ui-field-help">
          {t("flows.import.schema")}{" "}
          <a href={flowPaths.schema} target="_blank" rel="external noopener">
            {t("flows.import.schemaLink")}
          </a>
        </p>
      </div>
    </Dialog>
  );
}
