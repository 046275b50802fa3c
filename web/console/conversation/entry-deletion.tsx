import type { Entry } from "#protocol/entry";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";

/** Asks before an own message is deleted. */
export function EntryDeletion(props: { entry: Entry; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { store } = useConversation();
  return (
    <AlertDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("liveChat.entry.deleteTitle")}
      text={t(props.entry.body.kind === "note" ? "liveChat.entry.deleteNoteText" : "liveChat.entry.deleteText")}
      confirm={t("liveChat.entry.delete")}
      cancel={t("liveChat.cancel")}
      onConfirm={() => {
        props.onOpenChange(false);
        store.remove(props.entry.seq);
      }}
    />
  );
}
