import Unplug from "lucide-solid/icons/unplug";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../console-intl.ts";

/** In place of a conversation that does not exist, or that this agent may not see. */
export function ConversationGone(props: { onBack: () => void }) {
  return (
    <EmptyState
      icon={<Unplug />}
      title={t("liveChat.entries.notFound")}
      action={<Button onClick={() => props.onBack()}>{t("liveChat.back")}</Button>}
    />
  );
}
