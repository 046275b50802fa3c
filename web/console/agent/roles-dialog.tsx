import Check from "lucide-solid/icons/check";
import Minus from "lucide-solid/icons/minus";
import { For, Show } from "solid-js";
import { can, capabilities } from "#domain/agent/agent";
import { roleSchema } from "#protocol/agent";
import { Dialog } from "../../ui/dialog.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { t } from "../settings/settings-intl.ts";

const roles = roleSchema.options;

/** The permission table, as it is kept (worker/agent/agent.domain.ts): it cannot say anything else than what holds. */
export function RolesDialog(props: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("agents.rolesTitle")}
      size="lg"
    >
      <div class="roles-scroll ui-scroll" tabindex="0" role="region" aria-label={t("agents.rolesTitle")}>
        <table class="roles">
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>{t("agents.rolesWhat")}</VisuallyHidden>
              </th>
              <For each={roles}>{(role) => <th scope="col">{t(`role.${role}`)}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("can.answer")}</th>
              <For each={roles}>{() => <Answer yes />}</For>
            </tr>
            <For each={capabilities}>
              {(capability) => (
                <tr>
                  <th scope="row">{t(`can.${capability}`)}</th>
                  <For each={roles}>{(role) => <Answer yes={can(role, capability)} />}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function Answer(props: { yes: boolean }) {
  return (
    <td data-yes={props.yes ? "" : undefined}>
      <Show when={props.yes} fallback={<Minus />}>
        <Check />
      </Show>
      <VisuallyHidden>{props.yes ? t("agents.rolesMay") : t("agents.rolesMayNot")}</VisuallyHidden>
    </td>
  );
}
