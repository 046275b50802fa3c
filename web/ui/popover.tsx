import { createEffect } from "solid-js";
import type { JSX } from "solid-js";
import { createLateTrigger, type TriggerProps } from "./late-trigger.ts";
import { lazyPart } from "./part.tsx";

const LoadedPopover = lazyPart(() => import("./popover-loaded.tsx").then((file) => file.LoadedPopover));

export type PopoverProps = {
  /** Accessible name. */
  label: string;
  trigger: (props: TriggerProps) => JSX.Element;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "top-end" | "bottom" | "top" | undefined;
  /** No padding: the content brings its own (Picker does). */
  flush?: boolean | undefined;
  children: JSX.Element;
};

/**
 * A small region that opens beside its trigger and closes with Escape or a press elsewhere. Controlled by
 * `open`/`onOpenChange`, or left to itself without them. `children` is drawn only while open. What draws it loads after the page.
 */
export function Popover(props: PopoverProps) {
  const late = createLateTrigger(LoadedPopover, (open) => ({
    "aria-haspopup": "dialog",
    "aria-expanded": props.open ?? false,
    onClick: () => {
      open();
      props.onOpenChange?.(true);
    },
  }));
  createEffect(() => props.open && LoadedPopover.preload());
  return (
    <>
      {props.trigger(late.trigger)}
      <LoadedPopover.Loaded
        label={props.label}
        open={props.open}
        onOpenChange={props.onOpenChange}
        placement={props.placement}
        flush={props.flush}
        adopt={late.adopt}
        defaultOpen={late.asked()}
      >
        {props.children}
      </LoadedPopover.Loaded>
    </>
  );
}
