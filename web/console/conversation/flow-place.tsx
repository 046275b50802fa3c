import Workflow from "lucide-solid/icons/workflow";
import { createSignal, Show } from "solid-js";
import { consolePart } from "../console-screen.ts";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";
import { ComposerPlace } from "./composer-place.tsx";
import { useConversation } from "./conversation-context.tsx";

const FlowPicker = consolePart(() => import("./flow-picker.tsx").then((file) => file.FlowPicker));

/** The bar's fourth place: sends a scripted dialog to the customer, one at a time. */
export function FlowPlace() {
  const composer = useComposer();
  const { store } = useConversation();
  const [open, setOpen] = createSignal(false);
  const running = () => store.state()?.flow ?? null;
  return (
    <>
      <ComposerPlace
        label={t("composer.bar.flow")}
        obstacle={running() === null ? undefined : t("composer.bar.flowRuns", { flow: running()?.flow.name ?? "" })}
        replyOnly
        aria-haspopup="dialog"
        onPointerEnter={() => FlowPicker.preload()}
        onClick={() => setOpen(true)}
      >
        <Workflow />
      </ComposerPlace>
      <Show when={open()}>
        <FlowPicker
          onClose={() => {
            setOpen(false);
            composer.focus();
          }}
        />
      </Show>
    </>
  );
}
