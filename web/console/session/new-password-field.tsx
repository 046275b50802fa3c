import { Show } from "solid-js";
import { PasswordField } from "../../ui/password-field.tsx";
import { t } from "../console-intl.ts";
import { PASSWORD_MAX, PASSWORD_MIN, passwordStrength } from "./password-strength.ts";
import "./new-password-field.css";

const level = { short: 0, fair: 1, good: 2, strong: 3 } as const;

/** A password to be chosen, with how strong it is. `tried`: the form was sent, so what is wrong is said. */
export function NewPasswordField(props: {
  label: string;
  help: string;
  value: string;
  onChange: (value: string) => void;
  tried: boolean;
}) {
  const strength = () => passwordStrength(props.value);
  const missing = () => PASSWORD_MIN - props.value.length;
  const word = () => {
    const now = strength();
    return now === "short" ? t("strength.short", { count: missing() }) : t(`strength.${now}`);
  };
  const error = () => {
    if (props.value.length > PASSWORD_MAX) return t("password.long");
    return props.tried && strength() === "short" ? t("password.short") : undefined;
  };
  return (
    <div class="new-password">
      <PasswordField
        label={props.label}
        name="new-password"
        autocomplete="new-password"
        help={props.help}
        value={props.value}
        onChange={props.onChange}
        error={error()}
      />
      <Show when={props.value !== ""}>
        <div
          class="new-password-strength"
          role="meter"
          aria-label={t("strength.label")}
          aria-valuemin={0}
          aria-valuemax={3}
          aria-valuenow={level[strength()]}
          aria-valuetext={word()}
          data-strength={strength()}
        >
          <span class="new-password-bars" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span aria-hidden="true">{word()}</span>
        </div>
      </Show>
    </div>
  );
}
