import X from "lucide-solid/icons/x";
import { For, Match, Show, Switch } from "solid-js";
import { Count } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { consolePart } from "../console-screen.ts";
import { type Dock, useFlowEditor } from "./flow-editor-context.tsx";
import { FlowProblemList } from "./flow-problem-list.tsx";
import { t } from "./flow-intl.ts";
import { StepPanel } from "./step-panel.tsx";
import { stepLabel } from "./flow-words.ts";

const TryOut = consolePart(() => import("./flow-try-out.tsx").then((file) => file.FlowTryOut));
const Figures = consolePart(() => import("./flow-figures.tsx").then((file) => file.FlowFigures));

/** Beside the drawing: the chosen step, the try-out, what is wrong, what came of it. */
export function FlowDock() {
  const editor = useFlowEditor();
  const docks = (): Dock[] => ["step", "try", "problems", "figures"];
  return (
    <aside class="flow-dock" aria-label={t("flows.dock")}>
      <Tabs<Dock>
        label={t("flows.dock")}
        tabs={docks().map((value) => ({
          value,
          label: t(`flows.dock.${value}`),
          ...(value === "problems"
            ? {
                trailing: () => (
                  <Count
                    tone="neutral"
                    value={editor.problems().length}
                    label={t("flows.problems", { count: editor.problems().length })}
                  />
                ),
              }
            : {}),
        }))}
        value={editor.dock() ?? "step"}
        onChange={editor.setDock}
        trailing={
          <IconButton size="sm" label={t("flows.closeDock")} onClick={() => editor.setDock(null)}>
            <X />
          </IconButton>
        }
      >
        {(dock) => (
          <div class="flow-dock-panel ui-scroll" data-dock={dock}>
            <Switch>
              <Match when={dock === "step"}>
                <Show when={editor.step()?.id} keyed fallback={<NoStep />}>
                  {(_id) => <Show when={editor.step()}>{(step) => <StepPanel step={step()} />}</Show>}
                </Show>
              </Match>
              <Match when={dock === "try"}>
                <TryOut />
              </Match>
              <Match when={dock === "problems"}>
                <FlowProblemList />
              </Match>
              <Match when={dock === "figures"}>
                <Figures />
              </Match>
            </Switch>
          </div>
        )}
      </Tabs>
    </aside>
  );
}

/** Several steps are chosen, or none. */
function NoStep() {
  const editor = useFlowEditor();
  const chosen = () => editor.definition().steps.filter(({ id }) => editor.selected().has(id));
  return (
    <div class="flow-no-step">
      <Show when={chosen().length > 0} fallback={<p>{t("flows.noStep")}</p>}>
        <h2>{t("flows.chosen", { count: chosen().length })}</h2>
        <ul>
          <For each={chosen()}>
            {(step) => (
              <li>
                <button type="button" class="ui-truncate" onClick={() => editor.jumpTo(step.id)}>
                  {stepLabel(step, editor.names)}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
