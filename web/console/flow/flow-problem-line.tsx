import type { FlowProblem } from "#domain/flow/flow-problems";
import CircleAlert from "lucide-solid/icons/circle-alert";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Show } from "solid-js";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { problemText } from "./flow-words.ts";

/** One thing that is wrong, in words. */
export function ProblemLine(props: { problem: FlowProblem }) {
  const editor = useFlowEditor();
  return (
    <li class="flow-problem" data-weight={props.problem.weight}>
      <Show when={props.problem.weight === "stops"} fallback={<TriangleAlert />}>
        <CircleAlert />
      </Show>
      <span>{problemText(props.problem, editor.definition())}</span>
    </li>
  );
}
