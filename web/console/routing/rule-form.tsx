import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { For, Show } from "solid-js";
import type { Named } from "#protocol/conversation";
import { limits } from "#protocol/limits";
import { aboutSchema, type Condition, type RoutingRule } from "#protocol/routing";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "../settings/settings-intl.ts";
import { ConditionRow } from "./condition-row.tsx";
import "./rule-form.css";

/** The form of one rule. Every change goes into the list at once; the list is saved as a whole. */
export function RuleForm(props: {
  rule: RoutingRule;
  sites: readonly Named[];
  teams: readonly Named[];
  tried: boolean;
  change: (change: Partial<RoutingRule>) => void;
  changeCondition: (at: number, change: Partial<Condition>) => void;
  /** Counted from 0. */
  place: number;
  count: number;
  onMove: (to: number) => void;
  onDelete: () => void;
  onClose: () => void;
}) {
  const add = (about: Condition["about"]) => {
    const test = about === "page" ? "contains" : "is";
    props.change({ conditions: [...props.rule.conditions, { about, key: "", test, values: [] }] });
  };
  return (
    <div class="rule-form">
      <div class="rule-form-name">
        <TextField
          label={t("routing.name")}
          maxlength={limits.nameCharacters}
          value={props.rule.name}
          onChange={(name) => props.change({ name })}
          error={props.rule.name.trim() === "" ? t("routing.nameMissing") : undefined}
        />
      </div>
      <fieldset class="rule-form-conditions">
        <legend>
          {t("routing.when")} <span class="settings-detail">{t("routing.whenHelp")}</span>
        </legend>
        <For each={props.rule.conditions}>
          {(condition, at) => (
            <ConditionRow
              condition={condition}
              sites={props.sites}
              tried={props.tried}
              change={(change) => props.changeCondition(at(), change)}
              onRemove={() => props.change({ conditions: props.rule.conditions.filter((each) => each !== condition) })}
            />
          )}
        </For>
        <Show when={props.rule.conditions.length < limits.routingConditions}>
          <div>
            <Menu
              trigger={(trigger) => (
                <Button {...trigger} size="sm" variant="ghost" icon={<Plus />}>
                  {t("routing.addCondition")}
                </Button>
              )}
            >
              <For each={aboutSchema.options}>
                {(about) => (
                  <MenuItem detail={t(`routing.detail.${about}`)} onSelect={() => add(about)}>
                    {t(`routing.about.${about}`)}
                  </MenuItem>
                )}
              </For>
            </Menu>
          </div>
        </Show>
      </fieldset>
      <div class="rule-form-name">
        <Select
          label={t("routing.team")}
          options={props.teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={props.rule.teamId}
          onChange={(teamId) => props.change({ teamId })}
        />
      </div>
      <div class="rule-form-end">
        <Button variant="ghost" icon={<Trash />} onClick={() => props.onDelete()}>
          {t("routing.delete")}
        </Button>
        {/* For who can neither drag nor press keys. */}
        <ToolButton
          label={t("routing.moveUp")}
          disabled={props.place === 0}
          onClick={() => props.onMove(props.place - 1)}
        >
          <ArrowUp />
        </ToolButton>
        <ToolButton
          label={t("routing.moveDown")}
          disabled={props.place === props.count - 1}
          onClick={() => props.onMove(props.place + 1)}
        >
          <ArrowDown />
        </ToolButton>
        <Button onClick={() => props.onClose()}>{t("routing.fold")}</Button>
      </div>
    </div>
  );
}
