import { splitProps } from "solid-js";
import { IconButton } from "./icon-button.tsx";
import type { IconButtonProps } from "./icon-button.tsx";
import { ariaKeys } from "./key-label.ts";
import type { TriggerProps } from "./late-trigger.ts";
import { Tooltip } from "./tooltip.tsx";
import type { TooltipPlacement } from "./tooltip.tsx";

export type ToolButtonProps = IconButtonProps & {
  /** The shortcut that does the same; shown in the tooltip and told to screen readers. The shortcut itself is made with createShortcut. */
  keys?: string | undefined;
  placement?: TooltipPlacement | undefined;
};

/** An IconButton whose label shows as a tooltip. */
export function ToolButton(props: ToolButtonProps) {
  const [own, button] = splitProps(props, ["keys", "placement"]);
  /** Both that want the element get it, also when what they open has loaded after it was drawn: read anew with each of the two. */
  const refs = (trigger: TriggerProps) => ({
    get ref() {
      const wanting = [trigger.ref, button.ref];
      return (element: HTMLButtonElement) => {
        for (const ref of wanting) if (typeof ref === "function") ref(element);
      };
    },
  });
  return (
    <Tooltip
      text={button.label}
      keys={own.keys}
      placement={own.placement}
      quiet={button["aria-expanded"] === true || button["aria-expanded"] === "true"}
      trigger={(trigger) => (
        // The tooltip says what the label says already: described twice is heard twice.
        <IconButton
          {...trigger}
          {...button}
          {...refs(trigger)}
          aria-describedby={button["aria-describedby"]}
          aria-keyshortcuts={own.keys === undefined ? undefined : ariaKeys(own.keys)}
        />
      )}
    />
  );
}
