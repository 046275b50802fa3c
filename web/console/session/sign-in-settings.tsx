import { Match, Show, Switch as Choose } from "solid-js";
import { mailDomainSchema, type SignInChange, type SignInSettings, signInSettingsSchema } from "#protocol/sign-in";
import * as z from "zod/mini";
import { request } from "../../connection/http.ts";
import { Badge } from "../../ui/badge.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { LinkField } from "../agent/link-field.tsx";
import { TeamsField } from "../agent/teams-field.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsTitle } from "../settings/settings-card.tsx";
import { createSettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { refusalText } from "./session-refusal.ts";
import "../agent/agents-settings.css";

const path = "/api/sign-in";

type Draft = Omit<NonNullable<SignInChange["singleSignOn"]>, "domains" | "clientSecret"> & {
  on: boolean;
  secret: string;
  domains: string;
};

const empty: Draft = {
  ...{ on: false, label: "", issuer: "", clientId: "", secret: "", trustEmails: false, domains: "" },
  ...{ newcomerRole: "agent", newcomerTeamIds: [] },
};

const domainsIn = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== "");

/** Settings → Sign-in, for owners: the company's own sign-in, and what the environment says of Cloudflare Access. */
export function SignInSettingsPage() {
  createPageTitle(() => t("ways.title"));
  const form = createSettingsForm<SignInSettings, Draft>({
    empty,
    draftOf: ({ singleSignOn }) => {
      if (singleSignOn === null) return empty;
      const { hasSecret: _, domains, ...rest } = singleSignOn;
      return { ...rest, on: true, secret: "", domains: domains.join(", ") };
    },
    load: () => request({ method: "GET", path, schema: signInSettingsSchema }),
    save: ({ on, secret, domains, ...rest }, { version }) => {
      const clientSecret = secret === "" ? null : secret;
      const singleSignOn = on ? { ...rest, clientSecret, domains: domainsIn(domains) } : null;
      return request({ method: "PUT", path, body: { version, singleSignOn }, schema: signInSettingsSchema });
    },
    problems: ({ on, label, issuer, clientId, domains }) =>
      on
        ? {
            label: label.trim() === "" ? t("ways.labelMissing") : undefined,
            issuer: /^https?:\/\/[^\s/]+/.test(issuer.trim()) ? undefined : t("ways.issuerInvalid"),
            clientId: clientId.trim() === "" ? t("ways.clientIdMissing") : undefined,
            domains: z.safeParse(z.array(mailDomainSchema), domainsIn(domains)).success
              ? undefined
              : t("ways.domainsInvalid"),
          }
        : {},
    problemOf: (error) =>
      error.code === "provider_unreachable" ? { field: "issuer", text: refusalText(error) } : null,
  });

  return (
    <>
      <SettingsTitle title={t("ways.title")} text={t("ways.text")} />
      <SettingsFormView form={form}>
        <SettingsCard
          title={t("ways.password")}
          text={t("ways.passwordText")}
          aside={<Badge tone="green">{t("ways.on")}</Badge>}
        />
        <SettingsCard title={t("ways.sso")} text={t("ways.ssoText")}>
          <Switch
            label={t("ways.ssoSwitch")}
            trailing
            checked={form.draft.on}
            onChange={(on) => form.setDraft("on", on)}
          />
          <Show when={form.draft.on}>
            <div class="settings-fields" data-wide="">
              <div class="ui-field">
                <span class="ui-field-label">{t("ways.callback")}</span>
                <LinkField label={t("ways.callback")} link={form.saved()?.callback ?? ""} />
                <p class="ui-field-help">{t("ways.callbackHelp")}</p>
              </div>
              <TextField
                label={t("ways.issuer")}
                help={t("ways.issuerHelp")}
                type="url"
                inputmode="url"
                autocomplete="off"
                spellcheck={false}
                placeholder="https://login.example.com"
                value={form.draft.issuer}
                onChange={(issuer) => form.setDraft("issuer", issuer.trim())}
                error={form.problem("issuer")}
              />
              <TextField
                label={t("ways.clientId")}
                autocomplete="off"
                spellcheck={false}
                value={form.draft.clientId}
                onChange={(clientId) => form.setDraft("clientId", clientId)}
                error={form.problem("clientId")}
              />
              <PasswordField
                label={t("ways.secret")}
                autocomplete="new-password"
                help={form.saved()?.singleSignOn?.hasSecret ? t("ways.secretKept") : t("ways.secretHelp")}
                value={form.draft.secret}
                onChange={(secret) => form.setDraft("secret", secret)}
              />
              <TextField
                label={t("ways.label")}
                help={t("ways.labelHelp", { label: form.draft.label.trim() || "…" })}
                autocomplete="off"
                maxlength={120}
                value={form.draft.label}
                onChange={(label) => form.setDraft("label", label)}
                error={form.problem("label")}
              />
              <Switch
                label={t("ways.trust")}
                help={t("ways.trustHelp")}
                trailing
                checked={form.draft.trustEmails}
                onChange={(trustEmails) => form.setDraft("trustEmails", trustEmails)}
              />
            </div>
          </Show>
        </SettingsCard>
        <Show when={form.draft.on}>
          <SettingsCard title={t("ways.who")} text={t("ways.whoText")}>
            <div class="settings-fields" data-wide="">
              <TextField
                label={t("ways.domains")}
                help={t("ways.domainsHelp")}
                autocomplete="off"
                spellcheck={false}
                value={form.draft.domains}
                onChange={(domains) => form.setDraft("domains", domains)}
                error={form.problem("domains")}
              />
              <Show when={form.draft.domains.trim() !== ""}>
                <Select
                  label={t("ways.role")}
                  value={form.draft.newcomerRole}
                  onChange={(role) => form.setDraft("newcomerRole", role)}
                  options={(["agent", "supervisor"] as const).map((role) => ({
                    value: role,
                    label: t(`role.${role}`),
                    detail: t(`role.${role}Help`),
                  }))}
                />
                <TeamsField
                  label={t("ways.teams")}
                  help={t("ways.teamsHelp")}
                  value={form.draft.newcomerTeamIds}
                  onChange={(teamIds) => form.setDraft("newcomerTeamIds", teamIds)}
                />
              </Show>
            </div>
          </SettingsCard>
        </Show>
        <Choose
          fallback={
            <SettingsCard title={t("ways.access")} text={t("ways.accessOff")} aside={<Badge>{t("ways.off")}</Badge>} />
          }
        >
          <Match when={form.saved()?.access}>
            {(access) => (
              <SettingsCard
                title={t("ways.access")}
                text={t("ways.accessOn")}
                aside={<Badge tone="green">{t("ways.on")}</Badge>}
              >
                <dl class="settings-facts">
                  <dt>{t("ways.accessTeam")}</dt>
                  <dd dir="ltr">{access().team}</dd>
                  <dt>{t("ways.accessAudience")}</dt>
                  <dd dir="ltr">{access().audience}</dd>
                </dl>
              </SettingsCard>
            )}
          </Match>
        </Choose>
      </SettingsFormView>
    </>
  );
}
