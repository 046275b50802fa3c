import * as Kobalte from "@kobalte/core/toast";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Info from "lucide-solid/icons/info";
import X from "lucide-solid/icons/x";
import { Match, Show, Switch } from "solid-js";
import { Portal } from "solid-js/web";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { createFilling } from "./over-page.ts";
import type { Toast } from "./toast.tsx";
import { useUi } from "./ui-context.tsx";
import "./toast.css";

const DURATION_MS = 5_000;
// Long enough to reach for the action, or to read what went wrong.
const LONG_DURATION_MS = 10_000;

/** For ToastRegion of toast.tsx, once it has loaded. */
export function ToastCards() {
  const ui = useUi();
  const filling = createFilling();
  return (
    <Portal mount={filling() ?? document.body}>
      <Kobalte.Region
        class="ui-toast-region"
        // Kobalte's own is Alt+T, which transfers.
        hotkey={["F8"]}
        aria-label={`${ui.word("notifications")} ({hotkey})`}
        duration={DURATION_MS}
        limit={5}
        swipeDirection={document.documentElement.dir === "rtl" ? "left" : "right"}
      >
        <Kobalte.List as="div" class="ui-toast-list" />
      </Kobalte.Region>
    </Portal>
  );
}

function CloseToast() {
  const ui = useUi();
  return (
    <Kobalte.CloseButton as={IconButton} size="xs" label={ui.word("dismiss")} class="ui-toast-close">
      <X />
    </Kobalte.CloseButton>
  );
}

/** Kobalte's number of the toast. */
export function drawToast(toast: Toast): number {
  const { kind = "info", text, action } = toast;
  const id: number = Kobalte.toaster.show((shown) => (
    <Kobalte.Root
      as="div"
      toastId={shown.toastId}
      class="ui-toast"
      data-kind={kind}
      priority={kind === "danger" ? "high" : "low"}
      duration={kind === "danger" || action ? LONG_DURATION_MS : DURATION_MS}
    >
      <span class="ui-toast-icon" aria-hidden="true">
        <Switch fallback={<Info />}>
          <Match when={kind === "success"}>
            <CircleCheck />
          </Match>
          <Match when={kind === "danger"}>
            <CircleAlert />
          </Match>
        </Switch>
      </span>
      <Kobalte.Title class="ui-toast-text">{text}</Kobalte.Title>
      <Show when={action}>
        {(offered) => (
          <Button
            size="sm"
            onClick={() => {
              offered().run();
              Kobalte.toaster.dismiss(id);
            }}
          >
            {offered().label}
          </Button>
        )}
      </Show>
      <CloseToast />
    </Kobalte.Root>
  ));
  return id;
}

/** A number that is gone already is no error. */
export function eraseToast(id: number): void {
  Kobalte.toaster.dismiss(id);
}
