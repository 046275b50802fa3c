import { availabilitySchema } from "#protocol/agent";
import { For } from "solid-js";
import { Menu, MenuChoice, MenuChoices } from "../../ui/menu.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { NavigationButton } from "./navigation-item.tsx";
import "./availability-menu.css";

/** What the agent says of themselves: available, busy or away. A state that they choose, never a guess from their socket. */
export function AvailabilityMenu(props: { placement: "right-end" | "top-end" }) {
  const { me, changeMe } = useConsole();
  const word = () => t(`availability.${me().availability}`);
  const choose = async (value: string) => {
    const availability = availabilitySchema.safeParse(value);
    if (!availability.success || availability.data === me().availability) return;
    const changed = await changeMe({ availability: availability.data });
    if (!changed.ok) showToast({ kind: "danger", text: t("availability.failed") });
  };
  return (
    <Menu
      placement={props.placement}
      trigger={(trigger) => (
        <NavigationButton
          {...trigger}
          name={t("availability.menu", { state: word() })}
          label={word()}
          icon={<span class="availability-dot" data-availability={me().availability} />}
        />
      )}
    >
      <MenuChoices value={me().availability} onChange={(value) => void choose(value)}>
        <For each={availabilitySchema.options}>
          {(availability) => (
            <MenuChoice
              value={availability}
              icon={<span class="availability-dot" data-availability={availability} />}
              detail={t(`availability.${availability}Help`)}
            >
              {t(`availability.${availability}`)}
            </MenuChoice>
          )}
        </For>
      </MenuChoices>
    </Menu>
  );
}
