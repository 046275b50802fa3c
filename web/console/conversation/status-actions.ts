import type { Status } from "#protocol/entry";
import { createRoot, onCleanup } from "solid-js";
import { createConversationStore } from "../../store/conversation-store.ts";
import { showToast } from "../../ui/toast.tsx";
import { t } from "../console-intl.ts";
import { useConsole } from "../console-context.tsx";
import { useConversation } from "./conversation-context.tsx";
import { untilText } from "./day-text.ts";

export type StatusActions = { set: (to: Status, until?: number | null) => void };

/** Changes the status and offers to take it back. Call inside the conversation's screen. */
export function createStatusActions(): StatusActions {
  const { me } = useConsole();
  const { store, meId } = useConversation();
  let here = true;
  onCleanup(() => (here = false));

  /** The toast outlives the screen: an undo pressed on the next conversation goes by a connection of its own. */
  const undo = (status: Status, until: number | null) => {
    if (here) {
      store.setStatus(status, until);
      return;
    }
    createRoot((dispose) => {
      createConversationStore({ id: store.id, me: { id: meId, name: me().agent.name } }).setStatus(status, until);
      dispose();
    });
  };

  return {
    set: (to, until = null) => {
      const before = store.state();
      if (!before || (before.status === to && before.snoozedUntil === until)) return;
      store.setStatus(to, until);
      showToast({
        kind: "success",
        text: toastText(to, until),
        action: {
          label: t("liveChat.undo"),
          run: () => undo(before.status, before.status === "snoozed" ? before.snoozedUntil : null),
        },
      });
    },
  };
}

function toastText(to: Status, until: number | null): string {
  if (to === "done") return t("liveChat.doneToast");
  if (to === "open") return t("liveChat.reopenToast");
  return until === null
    ? t("liveChat.snoozeReplyToast")
    : t("liveChat.snoozeToast", { time: untilText(until, Date.now()) });
}
