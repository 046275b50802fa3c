import type { FlowStepKind } from "#protocol/flow";
import { For } from "solid-js";
import { t } from "./flow-intl.ts";
import { KindMark } from "./flow-kind-mark.tsx";

/** What a flow can begin with: stands on the empty canvas. */
export function FlowFirstStep(props: { onPick: (kind: FlowStepKind) => void }) {
  return (
    <div class="flow-first">
      <h2>{t("flows.first")}</h2>
      <p>{t("flows.firstText")}</p>
      <div class="flow-first-kinds">
        <For each={["say", "ask", "branch"] as const}>
          {(kind) => (
            <button type="button" class="flow-first-kind" onClick={() => props.onPick(kind)}>
              <KindMark kind={kind} />
              <span class="flow-first-name">{t(`flows.kind.${kind}`)}</span>
              <span class="flow-first-help">{t(`flows.kind.${kind}.help`)}</span>
            </button>
          )}
        </For>
      </div>
    </div>
  );
}
