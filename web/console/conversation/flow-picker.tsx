import Workflow from "lucide-solid/icons/workflow";
import { createMemo, createSignal, onMount, Show } from "solid-js";
import { flowListSchema, flowPaths, type FlowRow } from "#protocol/flow-library";
import { request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Picker } from "../../ui/picker.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import "./flow-picker.css";

/** Chooses a published flow, says what it does, and sends it. */
export function FlowPicker(props: { onClose: () => void }) {
  const { store, name } = useConversation();
  const [flows, setFlows] = createSignal<readonly FlowRow[] | null>(null);
  const [failed, setFailed] = createSignal(false);
  const [chosen, setChosen] = createSignal<string>();
  const load = async () => {
    setFailed(false);
    const answer = await request({ method: "GET", path: flowPaths.list, schema: flowListSchema });
    if (answer.ok) setFlows(answer.value.flows.filter(({ published }) => published !== null));
    else setFailed(true);
  };
  onMount(() => void load());
  const flow = createMemo(() => flows()?.find(({ id }) => id === chosen()) ?? null);
  const send = () => {
    const sent = flow();
    if (sent === null) return;
    store.startFlow(sent.id);
    props.onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      size="md"
      title={t("composer.flows.title")}
      footer={
        <>
          <a class="flow-picker-manage" href="/flows">
            {t("composer.flows.manage")}
          </a>
          <Button variant="ghost" onClick={props.onClose}>
            {t("liveChat.cancel")}
          </Button>
          <Button variant="primary" disabled={flow() === null} onClick={send}>
            {t("composer.flows.send")}
          </Button>
        </>
      }
    >
      <Show
        when={!failed()}
        fallback={
          <EmptyState
            icon={<Workflow />}
            title={t("composer.flows.failed")}
            action={<Button onClick={() => void load()}>{t("ui.retry")}</Button>}
          />
        }
      >
        <Show
          when={flows()?.length !== 0}
          fallback={
            <EmptyState icon={<Workflow />} title={t("composer.flows.none")} text={t("composer.flows.noneText")} />
          }
        >
          <div class="flow-picker">
            <Picker
              label={t("composer.flows.search")}
              groups={[
                {
                  options: (flows() ?? []).map(({ id, name: label, description }) => ({
                    value: id,
                    label,
                    detail: description === "" ? undefined : description,
                  })),
                },
              ]}
              selected={flow()?.id}
              loading={flows() === null}
              onPick={setChosen}
              onConfirm={send}
            />
            <p class="flow-picker-text">{t("composer.flows.text", { customer: name() })}</p>
          </div>
        </Show>
      </Show>
    </Dialog>
  );
}
