import MessagesSquare from "lucide-solid/icons/messages-square";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../console-intl.ts";

/** Stands where the conversation will be. */
export function ConversationEmpty() {
  return (
    <div class="conversation-none">
      <EmptyState icon={<MessagesSquare />} title={t("liveChat.choose")} text={t("liveChat.chooseText")} />
    </div>
  );
}
