import ArrowRight from "lucide-solid/icons/arrow-right";
import { createMemo, createSignal, For, type Accessor } from "solid-js";
import { createStore } from "solid-js/store";
import type { Facts } from "#domain/routing/condition";
import { explainRules } from "#domain/routing/routing";
import type { Named } from "#protocol/conversation";
import { limits } from "#protocol/limits";
import type { RoutingRule } from "#protocol/routing";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../settings/settings-intl.ts";
import type { RoutingSettings } from "./routing-requests.ts";
import { languageTags, languageText } from "./routing-words.ts";
import "./try-out.css";

type Sites = RoutingSettings["sites"];

/** Among the languages: none is known. */
const unknown = "unknown";

/** An example of a conversation, and what the rules as they stand make of it. */
export function createExample(sites: Accessor<Sites>, rules: Accessor<readonly RoutingRule[]>) {
  const [chosenSite, setSite] = createSignal("");
  const [typed, setTyped] = createStore<{ page: string | null; language: string; topic: string }>({
    page: null,
    language: unknown,
    topic: "",
  });
  const [attributes, setAttributes] = createStore<Record<string, string>>({});
  const site = () => sites().find(({ id }) => id === chosenSite()) ?? sites()[0];
  /** Until somebody types one: the first page of the site. */
  const page = () => typed.page ?? `${site()?.allowedOrigins[0] ?? ""}/`;
  /** The attributes that any rule speaks of. */
  const keys = createMemo(() => {
    const asked = rules().flatMap(({ conditions }) =>
      conditions.flatMap(({ about, key }) => (about === "attribute" ? key.trim() : [])),
    );
    return [...new Set(asked)].filter((key) => key !== "");
  });
  const facts = (): Facts => ({
    page: page().trim() || null,
    language: typed.language === unknown ? null : typed.language,
    topic: typed.topic.trim() || null,
    attributes: Object.fromEntries(keys().flatMap((key) => (attributes[key] ? [[key, attributes[key]]] : []))),
    site: site()?.id ?? "",
  });
  const verdicts = createMemo(() => explainRules(rules(), facts()));
  const chosen = createMemo(() => verdicts().find(({ outcome }) => outcome === "chosen")?.rule ?? null);
  return { site, setSite, page, typed, setTyped, keys, attributes, setAttributes, verdicts, chosen };
}

/** The form of the example, and its answer: which team, and why. */
export function TryOut(props: {
  example: ReturnType<typeof createExample>;
  sites: Sites;
  teams: readonly Named[];
  rules: readonly RoutingRule[];
}) {
  const { example } = props;
  const languages = () => [
    { value: unknown, label: t("routing.tryAnyLanguage") },
    ...languageTags.map((tag) => ({ value: tag, label: languageText(tag) })),
  ];
  const team = () => {
    const id = example.chosen()?.teamId ?? example.site()?.defaultTeamId;
    return props.teams.find((each) => each.id === id)?.name ?? t("routing.teamGone");
  };
  const reason = () => {
    const rule = example.chosen();
    if (rule === null) return t("routing.tryFallback", { site: example.site()?.name ?? "" });
    return t("routing.tryBy", { place: props.rules.findIndex(({ id }) => id === rule.id) + 1, name: rule.name });
  };
  return (
    <aside class="try-out settings-card" aria-label={t("routing.try")}>
      <header class="settings-card-header">
        <div>
          <h2>{t("routing.try")}</h2>
          <p>{t("routing.tryText")}</p>
        </div>
      </header>
      <div class="settings-card-body">
        <Select
          label={t("routing.trySite")}
          options={props.sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={example.site()?.id ?? ""}
          onChange={example.setSite}
        />
        <TextField
          label={t("routing.tryPage")}
          type="url"
          spellcheck={false}
          maxlength={limits.urlCharacters}
          value={example.page()}
          onChange={(page) => example.setTyped("page", page)}
        />
        <Select
          label={t("routing.tryLanguage")}
          options={languages()}
          value={example.typed.language}
          onChange={(language) => example.setTyped("language", language)}
        />
        <TextField
          label={t("routing.tryTopic")}
          maxlength={120}
          value={example.typed.topic}
          onChange={(topic) => example.setTyped("topic", topic)}
        />
        <For each={example.keys()}>
          {(key) => (
            <TextField
              label={t("routing.tryAttribute", { key })}
              maxlength={limits.attributeValueCharacters}
              value={example.attributes[key] ?? ""}
              onChange={(value) => example.setAttributes(key, value)}
            />
          )}
        </For>
        <output class="try-out-answer" aria-live="polite">
          <span class="try-out-kicker">{t("routing.tryResult")}</span>
          <span class="try-out-team" dir="auto">
            <ArrowRight class="ui-mirror" />
            {team()}
          </span>
          <span class="try-out-reason">{reason()}</span>
        </output>
      </div>
    </aside>
  );
}
