import * as Kobalte from "@kobalte/core/popover";
import type { JSX } from "solid-js";
import type { TriggerProps } from "./menu.tsx";
import "./panel.css";
import "./popover.css";

/**
 * A small region that opens beside its trigger and closes with Escape or a press elsewhere. Controlled by
 * `open`/`onOpenChange`, or left to itself without them. `children` is drawn only while open; `close` closes it.
 */
export function Popover(props: {
  /** Accessible name. */
  label: string;
  trigger: (props: TriggerProps) => JSX.Element;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "top-end" | "bottom" | "top" | undefined;
  /** No padding: the content brings its own (Picker does). */
  flush?: boolean | undefined;
  children: JSX.Element;
}) {
  return (
    <Kobalte.Root
      gutter={6}
      placement={props.placement ?? "bottom-start"}
      {...(props.open === undefined ? {} : { open: props.open })}
      onOpenChange={(open) => props.onOpenChange?.(open)}
    >
      <Kobalte.Trigger as={(trigger: TriggerProps) => props.trigger(trigger)} />
      <Kobalte.Portal>
        <Kobalte.Content
          class="ui-panel ui-popover"
          data-flush={props.flush ? "" : undefined}
          aria-label={props.label}
          aria-labelledby={undefined}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
