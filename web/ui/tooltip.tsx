import * as Kobalte from "@kobalte/core/tooltip";
import { Show } from "solid-js";
import type { JSX } from "solid-js";
import { Kbd } from "./kbd.tsx";
import "./panel.css";
import "./tooltip.css";

export type TooltipPlacement = "top" | "bottom" | "left" | "right";

/**
 * A hint that shows on hover and on keyboard focus. `trigger` gets the props that it must spread on a focusable element.
 * Only for what helps: it is not there on touch, so nothing that must be known may stand in it alone.
 */
export function Tooltip(props: {
  text: string;
  /** A shortcut to show beside the text. */
  keys?: string | undefined;
  placement?: TooltipPlacement | undefined;
  trigger: (props: JSX.ButtonHTMLAttributes<HTMLButtonElement>) => JSX.Element;
}) {
  return (
    <Kobalte.Root
      openDelay={450}
      closeDelay={80}
      skipDelayDuration={400}
      gutter={6}
      placement={props.placement ?? "top"}
    >
      <Kobalte.Trigger as={(trigger: JSX.ButtonHTMLAttributes<HTMLButtonElement>) => props.trigger(trigger)} />
      <Kobalte.Portal>
        <Kobalte.Content class="ui-tooltip">
          {props.text}
          <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
