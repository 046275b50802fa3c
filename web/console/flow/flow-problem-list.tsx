import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { EmptyState } from "../../ui/empty-state.tsx";
import { stepOf } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { problemText, stepLabel } from "./flow-words.ts";

/** Everything that is wrong, what stops first; a press leads to its step. */
export function FlowProblemList() {
  const editor = useFlowEditor();
  const sorted = () =>
    editor.problems().toSorted((a, b) => Number(a.weight === "warns") - Number(b.weight === "warns"));
  const where = (id: string | null) => {
    const step = stepOf(editor.definition(), id);
    return step === null ? t("flows.problem.flow") : stepLabel(step, editor.names);
  };
  return (
    <Show
      when={sorted().length > 0}
      fallback={<EmptyState icon={<CircleCheck />} title={t("flows.noProblems")} text={t("flows.noProblemsText")} />}
    >
      <ul class="flow-problem-list">
        <For each={sorted()}>
          {(problem) => (
            <li>
              <button
                type="button"
                class="flow-problem"
                data-weight={problem.weight}
                disabled={problem.step === null}
                onClick={() => problem.step !== null && editor.jumpTo(problem.step)}
              >
                <Show when={problem.weight === "stops"} fallback={<TriangleAlert />}>
                  <CircleAlert />
                </Show>
                <span class="flow-problem-words">
                  <span class="flow-problem-where ui-truncate">{where(problem.step)}</span>
                  <span>{problemText(problem, editor.definition())}</span>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
