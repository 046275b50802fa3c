import ArrowRightLeft from "lucide-solid/icons/arrow-right-left";
import { createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { ariaKeys } from "../../ui/key-label.ts";
import { Popover } from "../../ui/popover.tsx";
import { createShortcut } from "../../ui/shortcut.ts";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { TransferForm } from "./conversation-parts.ts";

const TRANSFER_KEYS = "Alt+KeyT";

/** The orange button, and behind it: to whom, and what they should know. */
export function ConversationTransfer() {
  const { store } = useConversation();
  const [open, setOpen] = createSignal(false);
  createShortcut({
    keys: TRANSFER_KEYS,
    label: () => t("liveChat.shortcut.transfer"),
    group: () => t("liveChat.shortcuts"),
    when: () => store.state() !== null,
    run: () => setOpen(true),
  });
  return (
    <Popover
      flush
      label={t("liveChat.transfer.title")}
      placement="bottom-end"
      open={open()}
      onOpenChange={setOpen}
      trigger={(trigger) => (
        <Button
          {...trigger}
          variant="transfer"
          class="conversation-transfer"
          icon={<ArrowRightLeft />}
          aria-label={t("liveChat.transfer")}
          aria-keyshortcuts={ariaKeys(TRANSFER_KEYS)}
          pending={store.busy().transfer}
          disabled={store.state() === null}
        >
          {t("liveChat.transfer")}
        </Button>
      )}
    >
      <TransferForm onDone={() => setOpen(false)} />
    </Popover>
  );
}
