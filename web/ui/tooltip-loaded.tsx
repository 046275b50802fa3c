import * as Kobalte from "@kobalte/core/tooltip";
import { createEffect, createSignal, Show } from "solid-js";
import { Kbd } from "./kbd.tsx";
import type { Adopt, TriggerProps } from "./late-trigger.ts";
import { overPage } from "./over-page.ts";
import type { TooltipProps } from "./tooltip.tsx";
import "./panel.css";
import "./tooltip.css";

/** What Tooltip is once it has loaded: around a trigger that is there already. */
export function LoadedTooltip(props: Omit<TooltipProps, "trigger"> & Adopt) {
  const [open, setOpen] = createSignal(false);
  // A trigger with a menu has handlers of its own for presses, so the tooltip would not hear that it is to go.
  createEffect(() => props.quiet && setOpen(false));
  return (
    <Kobalte.Root
      open={open()}
      onOpenChange={(next) => setOpen(next && !props.quiet)}
      openDelay={450}
      closeDelay={80}
      skipDelayDuration={400}
      gutter={6}
      placement={props.placement ?? "top"}
    >
      <Kobalte.Trigger
        as={(trigger: TriggerProps) => {
          props.adopt(trigger);
          return null;
        }}
      />
      <Kobalte.Portal mount={overPage()}>
        <Kobalte.Content class="ui-tooltip">
          {props.text}
          <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
