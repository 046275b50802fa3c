import * as Kobalte from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { children, type JSX, Show } from "solid-js";
import { focusBack } from "./focus-back.ts";
import { IconButton } from "./icon-button.tsx";
import { useUi } from "./ui-context.tsx";
import "./dialog.css";

/**
 * A modal dialog; at the bottom of the screen on phones. Escape and a press outside close it, the focus goes back to where it
 * was. The focus begins at the first thing in it that takes it.
 */
export function Dialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string | undefined;
  size?: "sm" | "md" | "lg" | undefined;
  /** Buttons, at the end; the last is the main one. */
  footer?: JSX.Element;
  children: JSX.Element;
}) {
  const ui = useUi();
  return (
    <Kobalte.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="ui-dialog-scrim" />
        <div class="ui-dialog-place">
          <Kobalte.Content {...focusBack()} class="ui-dialog" data-size={props.size ?? "md"}>
            <header class="ui-dialog-header">
              <Kobalte.Title class="ui-dialog-title">{props.title}</Kobalte.Title>
            </header>
            <div class="ui-dialog-body ui-scroll">
              <Show when={props.description}>
                <Kobalte.Description class="ui-dialog-description">{props.description}</Kobalte.Description>
              </Show>
              {props.children}
            </div>
            <DialogFooter>{props.footer}</DialogFooter>
            {/* Last in the order, so that a dialog begins at its first field. */}
            <Kobalte.CloseButton as={IconButton} size="sm" class="ui-dialog-close" label={ui.word("close")}>
              <X />
            </Kobalte.CloseButton>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}

function DialogFooter(props: { children?: JSX.Element }) {
  // Asked for twice, it would be made twice.
  const footer = children(() => props.children);
  return (
    <Show when={footer()}>
      <footer class="ui-dialog-footer">{footer()}</footer>
    </Show>
  );
}
