import MessagesSquare from "lucide-solid/icons/messages-square";
import { Show, createSignal } from "solid-js";
import { consolePart } from "../console-screen.ts";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";
import { ComposerPlace } from "./composer-place.tsx";

const ChatBlockPicker = consolePart(() => import("./chat-block-picker.tsx").then((file) => file.ChatBlockPicker));

/** The bar's last place: ready-made messages, looked at and then sent as they are. */
export function ChatBlockPlace() {
  const composer = useComposer();
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <ComposerPlace
        label={t("composer.bar.chatBlocks")}
        replyOnly
        aria-haspopup="dialog"
        onPointerEnter={() => ChatBlockPicker.preload()}
        onClick={() => setOpen(true)}
      >
        <MessagesSquare />
      </ComposerPlace>
      <Show when={open()}>
        <ChatBlockPicker
          onClose={() => {
            setOpen(false);
            composer.focus();
          }}
        />
      </Show>
    </>
  );
}
