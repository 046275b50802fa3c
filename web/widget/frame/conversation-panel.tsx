import { ConversationBanner } from "./conversation-banner.tsx";
import { ConversationComposer } from "./conversation-composer.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-panel.css";

/** All that stands in the panel. Escape closes it, from anywhere. */
export function ConversationPanel() {
  const { config, close } = useFrame();
  return (
    <main
      class="conversation-panel"
      aria-label={t("header.label", { name: config.name })}
      onKeyDown={(event) => {
        // The first Escape belongs to what is open on top.
        if (event.key === "Escape" && !event.isComposing && document.querySelector(":popover-open") === null) close();
      }}
    >
      <ConversationHeader />
      <ConversationBanner />
      <ConversationList />
      <ConversationComposer />
    </main>
  );
}
