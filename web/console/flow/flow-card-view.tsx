import type { FlowStep } from "#protocol/flow";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Play from "lucide-solid/icons/play";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { mainText, rowsOf, wordLines } from "./flow-card.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { outcomeText, problemText, stepTitle, stepWords } from "./flow-words.ts";
import "./flow-card-view.css";

/** A step on the canvas: what it is, what it says in short, and a row for each of its outcomes. */
export function FlowCardView(props: { step: FlowStep }) {
  const editor = useFlowEditor();
  const problems = () => editor.problemsByStep().get(props.step.id) ?? [];
  const stops = () => problems().some(({ weight }) => weight === "stops");
  const isStart = () => editor.definition().start === props.step.id;
  const words = () => stepWords(props.step, editor.names);
  return (
    <div
      class="flow-card"
      dir={document.documentElement.dir === "rtl" ? "rtl" : "ltr"}
      data-live={editor.trying()?.step === props.step.id ? "" : undefined}
      data-passed={editor.trying()?.passed.includes(props.step.id) ? "" : undefined}
    >
      <div class="flow-card-head">
        <KindMark kind={props.step.kind} />
        <span class="flow-card-title ui-truncate" dir="auto">
          {stepTitle(props.step)}
        </span>
        <Show when={isStart()}>
          <span class="flow-card-start">
            <Play />
            {t("flows.start")}
          </span>
        </Show>
        <Show when={problems().length > 0}>
          <span
            class="flow-card-problem"
            data-stops={stops() ? "" : undefined}
            title={problems()
              .map((problem) => problemText(problem, editor.definition()))
              .join("\n")}
          >
            <Show when={stops()} fallback={<TriangleAlert />}>
              <CircleAlert />
            </Show>
          </span>
        </Show>
      </div>
      <p
        class="flow-card-words"
        dir="auto"
        data-lines={wordLines(props.step)}
        data-said={mainText(props.step) === null ? undefined : ""}
        data-empty={words() === "" ? "" : undefined}
      >
        {words() || t("flows.words.nothing")}
      </p>
      <Show when={rowsOf(props.step).length > 0}>
        <ul class="flow-card-rows">
          <For each={rowsOf(props.step)}>
            {(outcome) => (
              <li class="flow-card-row" data-outcome={outcome.split(":")[0]} dir="auto">
                <span class="ui-truncate">{outcomeText(props.step, outcome)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
