import { createSignal, For, Show } from "solid-js";
import { outcomesOf, type FlowDefinition } from "#protocol/flow";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { fullTimeText } from "../../ui/time-text.ts";
import { showToast } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t, whyText } from "./flow-intl.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { outlineOf } from "./flow-outline-lines.ts";
import { createAnswer } from "./flow-answer.ts";
import { flowRequests } from "./flow-requests.ts";
import { stepOf } from "./flow-edit.ts";
import { outcomeText, stepTitle, stepWords } from "./flow-words.ts";
import "./flow-versions-dialog.css";

/** Every version that was published: to read, to let run again, or to draw on from. */
export function FlowVersionsDialog(props: { onClose: () => void }) {
  const { draft, editable } = useFlowEditor();
  const flow = draft.flow;
  const versions = () => flow()?.versions ?? [];
  const [chosen, setChosen] = createSignal<number>();
  const number = () => chosen() ?? flow()?.published ?? versions()[0]?.number;
  const [pending, setPending] = createSignal(false);
  const shown = createAnswer(
    () => number() ?? null,
    (asked) => flowRequests.version(flow()?.id ?? "", asked),
  ).value;
  const rollBack = async () => {
    const to = number();
    if (to === undefined) return;
    setPending(true);
    const answer = await draft.rollBack(to);
    setPending(false);
    if (answer.ok) {
      showToast({ kind: "success", text: t("flows.rolledBack", { number: to }) });
      props.onClose();
    } else showToast({ kind: "danger", text: whyText(answer.error.code) });
  };
  const draw = () => {
    const version = shown();
    if (!version) return;
    draft.draw(() => version.definition);
    showToast({ text: t("flows.drawn", { number: version.number }) });
    props.onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      size="lg"
      title={t("flows.versions")}
      description={t("flows.versionsText")}
      footer={
        <Show when={editable() && versions().length > 0}>
          <Button disabled={!shown()} onClick={draw}>
            {t("flows.draw")}
          </Button>
          <Button
            variant="primary"
            pending={pending()}
            disabled={number() === flow()?.published}
            onClick={() => void rollBack()}
          >
            {t("flows.rollBack")}
          </Button>
        </Show>
      }
    >
      <Show when={versions().length > 0} fallback={<p class="flow-versions-none">{t("flows.noVersions")}</p>}>
        <div class="flow-versions">
          <ul class="flow-versions-list ui-scroll">
            <For each={versions()}>
              {(version) => (
                <li>
                  <button
                    type="button"
                    aria-pressed={number() === version.number}
                    onClick={() => setChosen(version.number)}
                  >
                    <span class="flow-versions-number">{t("flows.versionNumber", { number: version.number })}</span>
                    <Show when={flow()?.published === version.number}>
                      <Badge tone="green">{t("flows.runs")}</Badge>
                    </Show>
                    <span class="flow-versions-when">
                      {fullTimeText(version.publishedAt, intl.locale())}
                      <Show when={version.publishedBy}>{(by) => <> · {by().name}</>}</Show>
                    </span>
                  </button>
                </li>
              )}
            </For>
          </ul>
          <div class="flow-versions-look ui-scroll" role="group" aria-label={t("flows.preview")} tabIndex={0}>
            <Show when={shown()} fallback={<SkeletonRows rows={5} label={t("flows.loading")} />}>
              {(version) => <Steps definition={version().definition} />}
            </Show>
          </div>
        </div>
      </Show>
    </Dialog>
  );
}

/** A version to read: its outline, without anything to press. */
function Steps(props: { definition: FlowDefinition }) {
  const { names } = useFlowEditor();
  return (
    <ol class="flow-versions-steps">
      <For each={outlineOf(props.definition)}>
        {(line) => {
          if (line.kind === "unreached") return null;
          const step = stepOf(props.definition, line.step);
          if (step === null) return null;
          if (line.kind === "way")
            return outcomesOf(step).length > 1 ? (
              <li class="flow-versions-way" style={{ "--depth": line.depth }}>
                {outcomeText(step, line.way.outcome)}
              </li>
            ) : null;
          return (
            <li class="flow-versions-step" style={{ "--depth": line.depth }}>
              <KindMark kind={step.kind} />
              <span>
                <strong>{stepTitle(step)}</strong>
                <span dir="auto">{stepWords(step, names)}</span>
              </span>
            </li>
          );
        }}
      </For>
    </ol>
  );
}
