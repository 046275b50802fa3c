import { createResource, createSignal, onCleanup, Show } from "solid-js";
import { askCustomerData } from "../../connection/customer-data-requests.ts";
import { request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { showToast } from "../../ui/toast.tsx";
import { fileNameOf, saveFile } from "../save-file.ts";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "./customer-data-intl.ts";
import { exportCustomer } from "./customer-export.ts";
import "./customer-data.css";

/** Collects everything of a customer into one file. Closing it ends that, and nothing is saved. */
export function CustomerExportDialog(props: { customer: string; name: string; onClose: () => void }) {
  const [known] = createResource(() => askCustomerData(request, props.customer, 0));
  const [team, setTeam] = createSignal(false);
  const [progress, setProgress] = createSignal<{ done: number; total: number } | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  const ending = new AbortController();
  onCleanup(() => ending.abort());
  const count = () => {
    const answer = known();
    return answer?.ok ? answer.value.total : null;
  };

  const save = async () => {
    setRefused(null);
    setProgress({ done: 0, total: count() ?? 1 });
    const file = await exportCustomer({
      ...{ customer: props.customer, team: team(), request, signal: ending.signal },
      fetch: (path, signal) => fetch(path, { signal }),
      onProgress: (done, total) => setProgress({ done, total }),
    });
    if (file === null) return;
    setProgress(null);
    if (!file.ok) return void setRefused(t("customerData.exportFailed", { why: refusalText(file.error) }));
    saveFile(`${fileNameOf(props.name) || "customer"}.zip`, file.value);
    showToast({ kind: "success", text: t("customerData.exported") });
    props.onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("customerData.exportTitle", { name: props.name })}
      description={t("customerData.exportText")}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("liveChat.cancel")}</Button>
          <Button variant="primary" pending={progress() !== null} onClick={() => void save()}>
            {t("customerData.export")}
          </Button>
        </>
      }
    >
      <div class="customer-data">
        <Checkbox
          label={t("customerData.notes")}
          help={t("customerData.notesHelp")}
          checked={team()}
          onChange={setTeam}
          disabled={progress() !== null}
        />
        <div class="customer-data-progress" role="status">
          <Show when={progress()} fallback={<ConversationCount loading={known.loading} count={count()} />}>
            {(now) => (
              <>
                <span>{t("customerData.exporting", { at: now().done + 1, total: now().total })}</span>
                <Progress label={t("customerData.export")} done={now().done} total={now().total} />
              </>
            )}
          </Show>
        </div>
        <FormProblem text={refused()} />
      </div>
    </Dialog>
  );
}

/** How many conversations it is about, as soon as that is known. */
export function ConversationCount(props: { loading: boolean; count: number | null }) {
  return (
    <Show when={!props.loading} fallback={<span>…</span>}>
      {props.count === null ? t("customerData.unknown") : t("customerData.count", { count: props.count })}
    </Show>
  );
}
