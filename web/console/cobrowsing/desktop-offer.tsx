import Monitor from "lucide-solid/icons/monitor";
import { Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { useCallDesk } from "../call/call-desk.ts";
import { useConversation } from "../conversation/conversation-context.tsx";
import { t } from "./cobrowsing-intl.ts";

/** Where a page cannot be shown well, the customer's desktop can: one press asks for it, while no call runs and they are there. */
export function DesktopOffer() {
  const { store } = useConversation();
  const desk = useCallDesk();
  const can = () => store.state()?.status !== "done" && !store.state()?.call && store.panel()?.online !== false;
  return (
    <Show when={can()}>
      <Button size="sm" icon={<Monitor />} onClick={() => desk.ask({ conversation: store.id, purpose: "desktop" })}>
        {t("cobrowsing.desktop")}
      </Button>
    </Show>
  );
}
