import { rolesToGive } from "#domain/agent/agent";
import type { Role } from "#protocol/agent";
import { Select } from "../../ui/select.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../settings/settings-intl.ts";

/** A role to choose, with what it means. Offers what the signed-in agent may give, and the one that holds now. */
export function RoleField(props: {
  value: Role;
  onChange: (role: Role) => void;
  /** What holds now, where that is above one's own: shown, and left as it is. */
  now?: Role | undefined;
  help?: string | undefined;
  disabled?: boolean | undefined;
}) {
  const { me } = useConsole();
  const roles = () => {
    const mine = rolesToGive(me().agent.role);
    return props.now !== undefined && !mine.includes(props.now) ? [props.now] : mine;
  };
  return (
    <Select
      label={t("invite.role")}
      value={props.value}
      onChange={props.onChange}
      disabled={props.disabled}
      help={props.help}
      options={roles().map((role) => ({ value: role, label: t(`role.${role}`), detail: t(`role.${role}Help`) }))}
    />
  );
}
