import ScreenShare from "lucide-solid/icons/screen-share";
import { Show } from "solid-js";
import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "../console-intl.ts";
import { ComposerPlace } from "../conversation/composer-place.tsx";
import { useConversation } from "../conversation/conversation-context.tsx";
import { CobrowsingPill } from "./cobrowsing-parts.ts";

/** Why it cannot be asked for now; undefined: it can. */
function createObstacle() {
  const { store } = useConversation();
  return () => {
    const state = store.state();
    if (state?.status === "done") return t("composer.bar.cobrowsingDone");
    if (!state?.cobrowse) return undefined;
    return t(state.cobrowse.phase === "asked" ? "composer.bar.cobrowsingAsked" : "composer.bar.cobrowsingRuns");
  };
}

/** In the composer's bar. */
export function CobrowsingPlace() {
  const { store } = useConversation();
  const obstacle = createObstacle();
  return (
    <ComposerPlace
      label={t("composer.bar.cobrowsing")}
      obstacle={obstacle()}
      replyOnly
      onClick={() => store.askCobrowse()}
    >
      <ScreenShare />
    </ComposerPlace>
  );
}

/** The same in the header, while nothing is asked for and nothing runs. */
export function CobrowsingButton() {
  const { store } = useConversation();
  const obstacle = createObstacle();
  return (
    <Show when={store.state() !== null && obstacle() === undefined}>
      <ToolButton
        label={t("composer.bar.cobrowsing")}
        placement="bottom"
        class="cobrowsing-ask"
        onClick={() => store.askCobrowse()}
      >
        <ScreenShare />
      </ToolButton>
    </Show>
  );
}

/** How it stands, once it was asked for. */
export function CobrowsingState() {
  const { store } = useConversation();
  return (
    <Show when={store.state()?.cobrowse}>
      <CobrowsingPill />
    </Show>
  );
}
