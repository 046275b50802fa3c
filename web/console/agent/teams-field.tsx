import { For, Show } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../settings/settings-intl.ts";

/** In which teams somebody is. */
export function TeamsField(props: {
  label: string;
  help: string;
  value: readonly string[];
  onChange: (teamIds: string[]) => void;
  disabled?: boolean | undefined;
}) {
  const { me } = useConsole();
  const toggle = (id: string, on: boolean) =>
    props.onChange(on ? [...props.value, id] : props.value.filter((each) => each !== id));
  return (
    <fieldset class="teams-field">
      <legend class="ui-field-label">{props.label}</legend>
      <Show when={me().allTeams.length > 0} fallback={<p class="settings-detail">{t("invite.noTeams")}</p>}>
        <div class="teams-field-list ui-scroll">
          <For each={me().allTeams}>
            {(team) => (
              <Checkbox
                label={team.name}
                checked={props.value.includes(team.id)}
                onChange={(on) => toggle(team.id, on)}
                disabled={props.disabled}
              />
            )}
          </For>
        </div>
        <p class="ui-field-help">{props.help}</p>
      </Show>
    </fieldset>
  );
}
