import { createSignal } from "solid-js";
import { askErase } from "../../connection/conversation-requests.ts";
import { request } from "../../connection/http.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { showToast } from "../../ui/toast.tsx";
import { t } from "../console-intl.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { useConversation } from "./conversation-context.tsx";

/** Asks before the conversation is erased, and says what that takes with it. */
export function ConversationErasing(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { store, name } = useConversation();
  const liveChat = useLiveChat();
  const [pending, setPending] = createSignal(false);
  const erase = async () => {
    setPending(true);
    const answer = await askErase(request, store.id);
    setPending(false);
    // Somebody else was faster: it is gone as well.
    if (!answer.ok && answer.error.code !== "not_found")
      return void showToast({ kind: "danger", text: refusalText(answer.error) });
    props.onOpenChange(false);
    liveChat.close();
    showToast({ kind: "success", text: t("liveChat.erased") });
  };
  return (
    <AlertDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("liveChat.eraseTitle", { name: name() })}
      text={t("liveChat.eraseText")}
      confirm={t("liveChat.eraseConfirm")}
      cancel={t("liveChat.cancel")}
      pending={pending()}
      onConfirm={() => void erase()}
    />
  );
}
