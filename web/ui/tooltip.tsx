import type { JSX } from "solid-js";
import { createLateTrigger, type TriggerProps } from "./late-trigger.ts";
import { lazyPart } from "./part.tsx";

const LoadedTooltip = lazyPart(() => import("./tooltip-loaded.tsx").then((file) => file.LoadedTooltip));

export type TooltipPlacement = "top" | "bottom" | "left" | "right";

export type TooltipProps = {
  text: string;
  /** A shortcut to show beside the text. */
  keys?: string | undefined;
  placement?: TooltipPlacement | undefined;
  /** What the trigger opens is open: its place is that one's. */
  quiet?: boolean | undefined;
  trigger: (props: TriggerProps) => JSX.Element;
};

/**
 * A hint that shows on hover and on keyboard focus. `trigger` gets the props that it must spread on a focusable element.
 * Only for what helps: it is not there on touch, so nothing that must be known may stand in it alone. What draws it loads
 * after the page.
 */
export function Tooltip(props: TooltipProps) {
  const late = createLateTrigger(LoadedTooltip, () => ({}));
  return (
    <>
      {props.trigger(late.trigger)}
      <LoadedTooltip.Loaded
        text={props.text}
        keys={props.keys}
        placement={props.placement}
        quiet={props.quiet}
        adopt={late.adopt}
      />
    </>
  );
}
