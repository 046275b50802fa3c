import * as Kobalte from "@kobalte/core/alert-dialog";
import type { JSX } from "solid-js";
import { Button } from "./button.tsx";
import { focusBack } from "./focus-back.ts";
import "./dialog.css";

/**
 * Asks before something that cannot be taken back. A press outside does not close it. The focus begins on `cancel`, so that a
 * hasty Enter does no harm. It stays open while `pending`; the caller closes it when the work is done.
 */
export function AlertDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text: string;
  /** What happens, as a verb: "Delete message", never "OK". */
  confirm: string;
  cancel: string;
  tone?: "danger" | "primary" | undefined;
  pending?: boolean | undefined;
  /** What the dialog asks for is not given yet. */
  disabled?: boolean | undefined;
  onConfirm: () => void;
  children?: JSX.Element;
}) {
  return (
    <Kobalte.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="ui-dialog-scrim" />
        <div class="ui-dialog-place">
          <Kobalte.Content {...focusBack()} class="ui-dialog" data-size="sm">
            <header class="ui-dialog-header">
              <Kobalte.Title class="ui-dialog-title">{props.title}</Kobalte.Title>
            </header>
            <div class="ui-dialog-body">
              <Kobalte.Description class="ui-dialog-description">{props.text}</Kobalte.Description>
              {props.children}
            </div>
            <footer class="ui-dialog-footer">
              <Kobalte.CloseButton as={Button} aria-label={props.cancel}>
                {props.cancel}
              </Kobalte.CloseButton>
              <Button
                variant={props.tone ?? "danger"}
                pending={props.pending}
                disabled={props.disabled ?? false}
                onClick={() => props.onConfirm()}
              >
                {props.confirm}
              </Button>
            </footer>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
