import Trash from "lucide-solid/icons/trash";
import { Show } from "solid-js";
import type { CobrowseRule } from "#protocol/cobrowse-rules";
import { cobrowseRuleSchema } from "#protocol/cobrowse-rules";
import { isSelector } from "../../widget/css-selector.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../settings/settings-intl.ts";

const actions = ["mask", "block", "show"] as const;

/** What keeps a rule from being saved, for each of its fields. */
export function ruleProblems({ selector, pages }: CobrowseRule): { selector?: string; pages?: string } {
  const fits = cobrowseRuleSchema.shape;
  return {
    ...(selector.trim() === ""
      ? { selector: t("rules.selectorMissing") }
      : fits.selector.safeParse(selector).success && isSelector(selector)
        ? {}
        : { selector: t("rules.selectorWrong") }),
    ...(fits.pages.safeParse(pages).success ? {} : { pages: t("rules.pagesWrong") }),
  };
}

/** A whole address that is pasted is cut down to the path that rules are for. */
const pathOf = (typed: string) => (/^https?:\/\//.test(typed) && URL.canParse(typed) ? new URL(typed).pathname : typed);

/** One rule. `matches`: how many elements of the playground's page it is for; null: that page is none of its. */
export function RuleRow(props: {
  rule: CobrowseRule;
  /** Saving was tried: what is missing is said too. */
  tried: boolean;
  matches: number | null | undefined;
  onChange: (change: Partial<CobrowseRule>) => void;
  onRemove: () => void;
}) {
  const problems = () => ruleProblems(props.rule);
  const isNew = () => props.rule.selector.trim() === "" && !props.tried;
  return (
    <li class="rules-row">
      <Select
        label={t("rules.action")}
        hideLabel
        value={props.rule.action}
        onChange={(action) => props.onChange({ action })}
        options={actions.map((value) => ({
          value,
          label: t(`rules.action.${value}`),
          detail: t(`rules.action.${value}Detail`),
        }))}
      />
      <TextField
        label={t("rules.selector")}
        hideLabel
        placeholder={t("rules.selectorPlaceholder")}
        spellcheck={false}
        autocomplete="off"
        maxlength={300}
        value={props.rule.selector}
        onChange={(selector) => props.onChange({ selector })}
        error={isNew() ? undefined : problems().selector}
      />
      <TextField
        label={t("rules.pages")}
        hideLabel
        placeholder={t("rules.pagesPlaceholder")}
        spellcheck={false}
        autocomplete="off"
        maxlength={300}
        value={props.rule.pages}
        onChange={(pages) => props.onChange({ pages: pathOf(pages) })}
        error={problems().pages}
      />
      <span class="rules-matches" data-none={props.matches ? undefined : ""}>
        <Show when={problems().selector === undefined && props.matches !== undefined}>
          {props.matches === null ? t("rules.otherPages") : t("rules.matches", { count: props.matches ?? 0 })}
        </Show>
      </span>
      <IconButton label={t("rules.remove", { selector: props.rule.selector })} onClick={() => props.onRemove()}>
        <Trash />
      </IconButton>
    </li>
  );
}
