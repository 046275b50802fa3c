import { Match, Switch } from "solid-js";
import { PasswordField } from "../../ui/password-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../console-intl.ts";
import { NewPasswordField } from "../session/new-password-field.tsx";
import type { SetupField } from "./setup-steps.ts";

/** One question of the set-up. */
export function SetupFieldView(props: {
  field: SetupField;
  value: string;
  onChange: (value: string) => void;
  wrong: boolean;
}) {
  const error = (text: string) => (props.wrong ? text : undefined);
  const common = () => ({ value: props.value, onChange: props.onChange });
  return (
    <Switch>
      <Match when={props.field === "token"}>
        <PasswordField
          {...common()}
          label={t("setup.token")}
          help={t("setup.tokenHelp")}
          autocomplete="off"
          error={error(t("setup.tokenMissing"))}
        />
      </Match>
      <Match when={props.field === "workspace"}>
        <TextField
          {...common()}
          label={t("setup.workspace")}
          placeholder={t("setup.workspacePlaceholder")}
          autocomplete="organization"
          maxlength={120}
          error={error(t("setup.workspaceMissing"))}
        />
      </Match>
      <Match when={props.field === "name"}>
        <TextField
          {...common()}
          label={t("setup.name")}
          help={t("setup.nameHelp")}
          autocomplete="name"
          maxlength={120}
          error={error(t("setup.nameMissing"))}
        />
      </Match>
      <Match when={props.field === "email"}>
        <TextField
          {...common()}
          label={t("setup.email")}
          type="email"
          inputmode="email"
          autocomplete="username"
          spellcheck={false}
          error={error(t("setup.emailInvalid"))}
        />
      </Match>
      <Match when={props.field === "password"}>
        <NewPasswordField
          {...common()}
          label={t("setup.password")}
          help={t("setup.passwordHelp")}
          tried={props.wrong}
        />
      </Match>
      <Match when={props.field === "team"}>
        <TextField
          {...common()}
          label={t("setup.team")}
          help={t("setup.teamHelp")}
          maxlength={120}
          error={error(t("setup.teamMissing"))}
        />
      </Match>
      <Match when={props.field === "site"}>
        <TextField
          {...common()}
          label={t("setup.site")}
          placeholder={t("setup.sitePlaceholder")}
          maxlength={120}
          error={error(t("setup.siteMissing"))}
        />
      </Match>
      <Match when={props.field === "origin"}>
        <TextField
          {...common()}
          label={t("setup.origin")}
          help={t("setup.originHelp")}
          placeholder="https://www.example.com"
          type="url"
          inputmode="url"
          spellcheck={false}
          error={error(t("setup.originInvalid"))}
        />
      </Match>
    </Switch>
  );
}
