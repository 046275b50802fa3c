import ArrowRight from "lucide-solid/icons/arrow-right";
import Check from "lucide-solid/icons/check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Minus from "lucide-solid/icons/minus";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { createUniqueId, For, Show, type JSX } from "solid-js";
import type { Finding } from "#domain/routing/finding";
import type { explainRules } from "#domain/routing/routing";
import type { Named } from "#protocol/conversation";
import type { Condition, RoutingRule } from "#protocol/routing";
import { Badge } from "../../ui/badge.tsx";
import { Switch } from "../../ui/switch.tsx";
import { t } from "../settings/settings-intl.ts";
import { conditionText, findingText } from "./routing-words.ts";
import { RuleForm } from "./rule-form.tsx";
import "./rule-card.css";

/** One rule: a line that reads as a sentence, and its form when it is opened. */
export function RuleCard(props: {
  rule: RoutingRule;
  place: number;
  handle: JSX.Element;
  rules: readonly RoutingRule[];
  sites: readonly Named[];
  teams: readonly Named[];
  finding: Finding | undefined;
  /** Saving was tried: what is missing is marked. */
  tried: boolean;
  /** How it fares in the example beside the list. */
  verdict: ReturnType<typeof explainRules>[number] | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
  change: (change: Partial<RoutingRule>) => void;
  changeCondition: (at: number, change: Partial<Condition>) => void;
  onMove: (to: number) => void;
  onDelete: () => void;
}) {
  const id = createUniqueId();
  const team = () => props.teams.find((each) => each.id === props.rule.teamId)?.name ?? t("routing.teamGone");
  const said = () => (props.finding?.kind === "incomplete" && !props.tried ? undefined : props.finding);
  return (
    <article
      class="rule"
      data-off={props.rule.on ? undefined : ""}
      data-open={props.open ? "" : undefined}
      data-outcome={props.verdict?.outcome}
      aria-labelledby={`${id}-name`}
    >
      <div class="rule-line">
        {props.handle}
        <div class="rule-fold">
          <div class="rule-words">
            <div class="rule-head">
              <span class="rule-place">{props.place}</span>
              {/* The whole row is pressed, the name is read. */}
              <button
                type="button"
                id={`${id}-name`}
                class="rule-name"
                aria-expanded={props.open}
                aria-controls={`${id}-form`}
                aria-describedby={`${id}-sentence`}
                onClick={() => props.onOpen(!props.open)}
              >
                <span class="ui-truncate" dir="auto">
                  {props.rule.name.trim() || t("routing.newName")}
                </span>
              </button>
              <Show when={props.rule.on} fallback={<Badge>{t("routing.off")}</Badge>}>
                <Outcome outcome={props.verdict?.outcome} />
              </Show>
            </div>
            <Show when={!props.open}>
              <p id={`${id}-sentence`} class="rule-sentence">
                <For each={props.rule.conditions} fallback={t("routing.noConditions")}>
                  {(condition, at) => (
                    <>
                      <Show when={at() > 0}>
                        <span class="rule-and"> {t("routing.and")} </span>
                      </Show>
                      <span class="rule-condition" data-held={heldOf(props.verdict, at())} dir="auto">
                        {conditionText(condition, props.sites)}
                      </span>
                    </>
                  )}
                </For>
              </p>
            </Show>
          </div>
          <span class="rule-team">
            <ArrowRight class="ui-mirror" />
            <span class="ui-truncate" dir="auto">
              {team()}
            </span>
          </span>
          <ChevronDown class="rule-chevron" />
        </div>
        <span class="rule-switch">
          <Switch
            label={t("routing.on", { name: props.rule.name })}
            checked={props.rule.on}
            onChange={(isOn) => props.change({ on: isOn })}
          />
        </span>
      </div>
      <Show when={said()}>
        {(finding) => (
          <p class="rule-finding" data-kind={finding().kind === "shadowed" ? "warning" : "error"}>
            <TriangleAlert />
            {findingText(finding(), props.rules)}
          </p>
        )}
      </Show>
      <div id={`${id}-form`} hidden={!props.open}>
        <Show when={props.open}>
          <RuleForm
            rule={props.rule}
            sites={props.sites}
            teams={props.teams}
            tried={props.tried}
            change={props.change}
            changeCondition={props.changeCondition}
            place={props.place - 1}
            count={props.rules.length}
            onMove={props.onMove}
            onDelete={props.onDelete}
            onClose={() => props.onOpen(false)}
          />
        </Show>
      </div>
    </article>
  );
}

type Verdict = ReturnType<typeof explainRules>[number];

function heldOf(verdict: Verdict | undefined, at: number): "yes" | "no" | undefined {
  if (verdict?.outcome !== "passed") return undefined;
  return verdict.held[at] ? "yes" : "no";
}

function Outcome(props: { outcome: Verdict["outcome"] | undefined }) {
  return (
    <Show when={props.outcome} keyed>
      {(outcome) => (
        <span class="rule-outcome" data-outcome={outcome}>
          {outcome === "chosen" ? <Check /> : outcome === "passed" ? <X /> : <Minus />}
          {t(`routing.outcome.${outcome}`)}
        </span>
      )}
    </Show>
  );
}
