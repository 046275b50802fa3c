import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { widgetLanguages } from "#protocol/workspace-settings";
import type { Site, SiteFields } from "#protocol/site";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { languageName } from "../console-language.ts";
import { createPageTitle } from "../console-title.ts";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard, SettingsUp } from "./settings-card.tsx";
import { SettingsFormView } from "./settings-form-view.tsx";
import { createSettingsForm, type SettingsForm } from "./settings-form.ts";
import { t } from "./settings-intl.ts";
import { askSite, removeSite, saveSite } from "./settings-requests.ts";
import { SiteFlowsCard } from "./site-flows.tsx";
import { SiteIdentityCard } from "./site-identity.tsx";
import { SiteInstallCard } from "./site-install.tsx";
import { SiteLookCard } from "./site-look.tsx";
import { SiteNewcomersCard } from "./site-newcomers.tsx";
import { SiteOriginsCard } from "./site-origins.tsx";
import { SitePreview } from "./site-preview.tsx";
import "./site-settings.css";

/** What the form holds: every field but what stays hidden in co-browsing, which has a page of its own. */
type SiteDraft = { [Name in Exclude<keyof SiteFields, "cobrowse">]-?: Exclude<SiteFields[Name], undefined> };
export type SiteForm = SettingsForm<Site, SiteDraft>;

const color = /^#[0-9a-f]{6}$/i;

/** One site: where it may stand, how it looks (beside what the customer will see), who answers. */
export function SiteEditor(props: { id: string }) {
  const form: SiteForm = createSettingsForm<Site, SiteDraft>({
    empty: {
      ...{ name: "", allowedOrigins: [], defaultTeamId: "", customerUploads: true, customerCalls: false },
      ...{ openingFlowId: null, outsideFlowId: null, newConversations: 6, turnstile: null },
      look: { color: "#2740b0", position: "end" },
      greeting: { en: "", "pt-BR": "" },
    },
    draftOf: ({
      name,
      allowedOrigins,
      defaultTeamId,
      look,
      greeting,
      customerUploads,
      customerCalls,
      openingFlowId,
      outsideFlowId,
      newConversations,
      turnstile,
    }) => ({
      ...{ name, allowedOrigins, defaultTeamId, look, greeting, customerUploads, customerCalls },
      ...{ openingFlowId, outsideFlowId, newConversations, turnstile },
    }),
    load: () => askSite(props.id),
    save: (draft, { version }) => saveSite(props.id, version, draft),
    problems: ({ name, look, greeting, turnstile }) => ({
      turnstile: turnstile === null || turnstile.siteKey.trim().length >= 10 ? undefined : t("site.turnstileWrong"),
      name: name.trim() === "" ? t("site.nameMissing") : undefined,
      look: color.test(look.color) ? undefined : t("site.colorWrong"),
      greeting: Object.values(greeting).some((text) => text.length > 300) ? t("site.greetingLong") : undefined,
    }),
    problemOf: ({ code, path }) => {
      if (code === "origin_invalid") return { field: "allowedOrigins", text: t("site.originWrong") };
      return path?.startsWith("turnstile") ? { field: "turnstile", text: t("site.turnstileWrong") } : null;
    },
  });
  createPageTitle(() => form.saved()?.name ?? t("site.title"));
  return (
    <div class="settings-wide">
      <header class="settings-title">
        <SettingsUp href="/settings/sites">{t("site.all")}</SettingsUp>
        <h1>{form.saved()?.name ?? " "}</h1>
      </header>
      <SettingsFormView form={form}>
        <div class="settings-beside site-columns">
          <div class="site-cards">
            <SiteInstallCard form={form} />
            <GeneralCard form={form} />
            <SiteOriginsCard form={form} />
            <SiteLookCard form={form} />
            <GreetingCard form={form} />
            <SiteFlowsCard form={form} />
            <SiteNewcomersCard form={form} />
            <SiteIdentityCard id={props.id} />
            <RemoveCard site={form.saved()} />
          </div>
          <SitePreview form={form} />
        </div>
      </SettingsFormView>
    </div>
  );
}

function GeneralCard(props: { form: SiteForm }) {
  const { me } = useConsole();
  return (
    <SettingsCard title={t("site.general")}>
      <div class="settings-fields">
        <TextField
          label={t("site.name")}
          help={t("site.nameHelp")}
          maxlength={120}
          value={props.form.draft.name}
          onChange={(name) => props.form.setDraft({ name })}
          error={props.form.problem("name")}
        />
        <Select
          label={t("site.team")}
          help={t("site.teamHelp")}
          value={props.form.draft.defaultTeamId}
          onChange={(defaultTeamId) => props.form.setDraft({ defaultTeamId })}
          options={me().allTeams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <Switch
        trailing
        label={t("site.uploads")}
        help={t("site.uploadsHelp")}
        checked={props.form.draft.customerUploads}
        onChange={(customerUploads) => props.form.setDraft({ customerUploads })}
      />
      <Switch
        trailing
        label={t("site.calls")}
        help={t("site.callsHelp")}
        checked={props.form.draft.customerCalls}
        onChange={(customerCalls) => props.form.setDraft({ customerCalls })}
      />
    </SettingsCard>
  );
}

function GreetingCard(props: { form: SiteForm }) {
  return (
    <SettingsCard title={t("site.greeting")} text={t("site.greetingText")}>
      <For each={widgetLanguages}>
        {(tag) => (
          <TextField
            label={languageName(tag)}
            multiline
            value={props.form.draft.greeting[tag]}
            onChange={(text) => props.form.setDraft("greeting", tag, text)}
            error={props.form.draft.greeting[tag].length > 300 ? props.form.problem("greeting") : undefined}
          />
        )}
      </For>
    </SettingsCard>
  );
}

function RemoveCard(props: { site: Site | null }) {
  const navigate = useNavigate();
  const [asking, setAsking] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const remove = async (site: Site) => {
    setPending(true);
    const answer = await removeSite(site.id, site.version);
    setPending(false);
    setAsking(false);
    if (!answer.ok) showToast({ kind: "danger", text: refusalText(answer.error) });
    else {
      showToast({ kind: "success", text: t("site.removed") });
      // Nothing is left that could be lost by leaving.
      navigate("/settings/sites");
    }
  };
  return (
    <SettingsCard title={t("site.remove")} text={t("site.removeText")}>
      <div class="settings-buttons">
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t("site.removeButton")}
        </Button>
      </div>
      <Show when={props.site}>
        {(site) => (
          <AlertDialog
            open={asking()}
            onOpenChange={setAsking}
            title={t("site.removeTitle", { name: site().name })}
            text={t("site.removeText")}
            confirm={t("site.removeButton")}
            cancel={t("settings.cancel")}
            pending={pending()}
            onConfirm={() => void remove(site())}
          />
        )}
      </Show>
    </SettingsCard>
  );
}
