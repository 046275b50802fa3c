import * as Kobalte from "@kobalte/core/popover";
import type { Adopt, TriggerProps } from "./late-trigger.ts";
import { overPage } from "./over-page.ts";
import type { PopoverProps } from "./popover.tsx";
import "./panel.css";
import "./popover.css";

/** What Popover is once it has loaded: around a trigger that is there already. */
export function LoadedPopover(props: Omit<PopoverProps, "trigger"> & Adopt & { defaultOpen: boolean }) {
  /** A shortcut opens it from wherever somebody writes: there they go on. */
  let before: Element | null = null;
  const giveBack = (event: Event) => {
    const { activeElement: focused } = document;
    // Who has pressed something else meanwhile is there.
    const isInside = focused === null || focused === document.body || focused.closest(".ui-popover") !== null;
    if (!isInside || !(before instanceof HTMLElement) || before === document.body || !before.isConnected) return;
    event.preventDefault();
    before.focus({ preventScroll: true });
  };
  return (
    <Kobalte.Root
      gutter={6}
      placement={props.placement ?? "bottom-start"}
      defaultOpen={props.defaultOpen}
      {...(props.open === undefined ? {} : { open: props.open })}
      onOpenChange={(open) => props.onOpenChange?.(open)}
    >
      <Kobalte.Trigger
        as={(trigger: TriggerProps) => {
          props.adopt(trigger);
          return null;
        }}
      />
      <Kobalte.Portal mount={overPage()}>
        <Kobalte.Content
          class="ui-panel ui-popover"
          data-flush={props.flush ? "" : undefined}
          aria-label={props.label}
          aria-labelledby={undefined}
          onOpenAutoFocus={() => (before = document.activeElement)}
          onCloseAutoFocus={giveBack}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
