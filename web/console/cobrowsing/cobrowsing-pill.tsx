import X from "lucide-solid/icons/x";
import { Match, Switch } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { useConversation } from "../conversation/conversation-context.tsx";
import { t } from "./cobrowsing-intl.ts";
import "./cobrowsing-state.css";

/** How it stands: asked for, or the green light that the customer shows their page, which leads to it. */
export function CobrowsingPill() {
  const screen = useConversation();
  const running = () => screen.store.state()?.cobrowse ?? null;
  return (
    <Switch>
      <Match when={running()?.phase === "asked"}>
        <span class="cobrowsing-state" data-phase="asked" role="status">
          <span class="cobrowsing-light" />
          <span class="ui-truncate">{t("cobrowsing.state.asked")}</span>
          <IconButton size="xs" label={t("cobrowsing.state.takeBack")} onClick={() => screen.store.endCobrowse()}>
            <X />
          </IconButton>
        </span>
      </Match>
      <Match when={running()?.phase === "live"}>
        <button
          type="button"
          class="cobrowsing-state"
          data-phase="live"
          aria-pressed={screen.pageOpen()}
          title={t(screen.pageOpen() ? "cobrowsing.state.hide" : "cobrowsing.state.show")}
          onClick={() => screen.setPageOpen(!screen.pageOpen())}
        >
          <span class="cobrowsing-light" />
          <span class="ui-truncate">{t("cobrowsing.state.live")}</span>
        </button>
      </Match>
    </Switch>
  );
}
