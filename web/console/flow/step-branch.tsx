import { type FlowCondition, type FlowStep, flowLimits } from "#protocol/flow";
import Plus from "lucide-solid/icons/plus";
import { For, Index, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FlowConditionRow, newCondition } from "./flow-condition-row.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { freeId } from "./step-ask.tsx";
import { StepOrder } from "./step-order.tsx";
import type { ChangeStep } from "./step-panel.tsx";

type Branch = Extract<FlowStep, { kind: "branch" }>;
type Case = Branch["cases"][number];

/** Cases in their order: the first of which everything is so is taken. */
export function BranchForm(props: { step: Branch; change: ChangeStep<"branch"> }) {
  const editor = useFlowEditor();
  const cases = () => props.step.cases;
  const changeCase = (at: number, more: Partial<Case>, about?: string) =>
    props.change({ cases: cases().map((each, place) => (place === at ? { ...each, ...more } : each)) }, about);
  const add = () => {
    const id = freeId(cases().map((each) => each.id));
    props.change({ cases: [...cases(), { id, label: "", conditions: [] }] });
  };
  const abouts = (): FlowCondition["about"][] => [
    ...(editor.keys().length > 0 ? (["answer"] as const) : []),
    ...(["attribute", "page", "language", "topic"] as const),
    ...((editor.names.sites() ?? []).length > 0 ? (["site"] as const) : []),
    ...(["hours", "availability"] as const),
  ];
  return (
    <section class="step-cases" aria-label={t("flows.cases")}>
      <h3 class="step-section">{t("flows.cases")}</h3>
      <p class="ui-field-help">{t("flows.casesHelp")}</p>
      <Index each={cases()}>
        {(each, at) => (
          <fieldset class="step-case">
            <legend class="ui-hidden">{t("flows.outcome.case", { number: at + 1 })}</legend>
            <div class="step-case-head">
              <span class="step-case-number" aria-hidden="true">
                {at + 1}
              </span>
              <TextField
                label={t("flows.caseName", { number: at + 1 })}
                hideLabel
                placeholder={t("flows.caseName", { number: at + 1 })}
                maxlength={flowLimits.labelCharacters}
                value={each().label}
                onChange={(label) => changeCase(at, { label }, `case ${each().id}`)}
              />
              <StepOrder what="case" all={cases()} at={at} onChange={(next) => props.change({ cases: next })} />
            </div>
            <Index each={each().conditions}>
              {(condition, place) => (
                <>
                  <Show when={place > 0}>
                    <span class="step-case-and">{t("routing.and")}</span>
                  </Show>
                  <FlowConditionRow
                    condition={condition()}
                    change={(more) =>
                      changeCase(
                        at,
                        {
                          conditions: each().conditions.map((other, index) =>
                            index === place ? { ...other, ...more } : other,
                          ),
                        },
                        `case ${each().id} ${place}`,
                      )
                    }
                    onRemove={() =>
                      changeCase(at, { conditions: each().conditions.filter((_, index) => index !== place) })
                    }
                  />
                </>
              )}
            </Index>
            <Show when={editor.editable() && each().conditions.length < flowLimits.conditions}>
              <Menu
                trigger={(trigger) => (
                  <Button {...trigger} size="sm" variant="ghost" icon={<Plus />}>
                    {t("routing.addCondition")}
                  </Button>
                )}
              >
                <For each={abouts()}>
                  {(about) => (
                    <MenuItem
                      detail={t(`flows.about.${about}.help`)}
                      onSelect={() =>
                        changeCase(at, {
                          conditions: [...each().conditions, newCondition(about, editor.keys()[0] ?? "")],
                        })
                      }
                    >
                      {t(`flows.about.${about}`)}
                    </MenuItem>
                  )}
                </For>
              </Menu>
            </Show>
          </fieldset>
        )}
      </Index>
      <Show when={editor.editable() && cases().length < flowLimits.cases}>
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={add}>
          {t("flows.caseAdd")}
        </Button>
      </Show>
    </section>
  );
}
