import ScreenShare from "lucide-solid/icons/screen-share";
import { Show } from "solid-js";
import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "../console-intl.ts";
import { ComposerPlace } from "../conversation/composer-place.tsx";
import { useConversation } from "../conversation/conversation-context.tsx";
import { CobrowsingPill } from "./cobrowsing-parts.ts";

/** Why it cannot be asked for now, of what stands in the log or of who is here; undefined: it can. */
function createObstacles() {
  const { store, name } = useConversation();
  const settled = () => {
    const state = store.state();
    if (state?.status === "done") return t("composer.bar.cobrowsingDone");
    if (!state?.cobrowse) return undefined;
    return t(state.cobrowse.phase === "asked" ? "composer.bar.cobrowsingAsked" : "composer.bar.cobrowsingRuns");
  };
  const away = () =>
    store.panel()?.online === false ? t("composer.bar.cobrowsingOffline", { name: name() }) : undefined;
  return { settled, away };
}

/** In the composer's bar. */
export function CobrowsingPlace() {
  const { store } = useConversation();
  const { settled, away } = createObstacles();
  return (
    <ComposerPlace
      label={t("composer.bar.cobrowsing")}
      obstacle={settled() ?? away()}
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
  const { settled, away } = createObstacles();
  const label = () => {
    const [what, why] = [t("composer.bar.cobrowsing"), away()];
    return why === undefined ? what : t("composer.bar.obstacle", { what, why });
  };
  return (
    <Show when={store.state() !== null && settled() === undefined}>
      <ToolButton
        label={label()}
        placement="bottom"
        class="cobrowsing-ask"
        aria-disabled={away() !== undefined}
        onClick={() => away() === undefined && store.askCobrowse()}
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
