import TrendingUp from "lucide-solid/icons/trending-up";
import { createSignal, For, Show } from "solid-js";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { intl } from "../console-intl.ts";
import { stepOf } from "./flow-edit.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t, whyText } from "./flow-intl.ts";
import { createAnswer } from "./flow-answer.ts";
import { flowRequests } from "./flow-requests.ts";
import { stepLabel } from "./flow-words.ts";
import "./flow-figures.css";

const spans = ["7", "30", "90", "all"] as const;
const dayMs = 86_400_000;
const outcomes = ["finished", "handedOver", "takenOver", "left", "broken", "running"] as const;

/** What came of the runs of a flow, and at which step customers left. */
export function FlowFigures() {
  const editor = useFlowEditor();
  const [span, setSpan] = createSignal<(typeof spans)[number]>("30");
  const answer = createAnswer(span, (days) =>
    flowRequests.figures(
      editor.draft.flow()?.id ?? "",
      days === "all" ? null : Math.floor((Date.now() - Number(days) * dayMs) / dayMs) * dayMs,
      null,
    ),
  );
  const share = (part: number, whole: number) =>
    whole === 0 ? "–" : intl.number(part / whole, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div class="flow-figures">
      <Select
        label={t("flows.figures.span")}
        hideLabel
        options={spans.map((value) => ({ value, label: t(`flows.figures.span.${value}`) }))}
        value={span()}
        onChange={setSpan}
      />
      <Show when={answer.refused()}>{(code) => <p>{whyText(code())}</p>}</Show>
      <Show
        when={answer.value()}
        fallback={
          <Show when={answer.refused() === null}>
            <SkeletonRows rows={5} label={t("flows.loading")} />
          </Show>
        }
      >
        {(shown) => (
          <Show
            when={shown().started > 0}
            fallback={
              <EmptyState icon={<TrendingUp />} title={t("flows.figures.none")} text={t("flows.figures.noneText")} />
            }
          >
            <p class="flow-figures-started">
              <strong>{intl.number(shown().started)}</strong>
              {t("flows.figures.started")}
            </p>
            <div class="flow-figures-bar" aria-hidden="true">
              <For each={outcomes}>
                {(name) => (
                  <Show when={shown()[name] > 0}>
                    <span data-outcome={name} style={{ "flex-grow": shown()[name] }} />
                  </Show>
                )}
              </For>
            </div>
            <dl class="flow-figures-outcomes">
              <For each={outcomes}>
                {(name) => (
                  <div>
                    <dt>
                      <span class="flow-figures-dot" data-outcome={name} aria-hidden="true" />
                      {t(`flows.figures.${name}`)}
                    </dt>
                    <dd>
                      {intl.number(shown()[name])}
                      <span>{share(shown()[name], shown().started)}</span>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
            <Show when={shown().steps.some(({ left }) => left > 0)}>
              <h3 class="step-section">{t("flows.figures.where")}</h3>
              <ol class="flow-figures-steps">
                <For
                  each={shown()
                    .steps.filter(({ left }) => left > 0)
                    .toSorted((a, b) => b.left - a.left)}
                >
                  {({ step: id, left }) => {
                    const step = () => stepOf(editor.definition(), id);
                    const label = () => {
                      const known = step();
                      return known === null ? t("flows.figures.goneStep") : stepLabel(known, editor.names);
                    };
                    return (
                      <li>
                        <button
                          type="button"
                          disabled={step() === null}
                          style={{ "--share": left / Math.max(...shown().steps.map((each) => each.left)) }}
                          onClick={() => {
                            editor.choose([id]);
                            editor.show(id);
                            editor.setDock("figures");
                          }}
                        >
                          <span class="ui-truncate">{label()}</span>
                          <span>{intl.number(left)}</span>
                        </button>
                      </li>
                    );
                  }}
                </For>
              </ol>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  );
}
