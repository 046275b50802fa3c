import CloudOff from "lucide-solid/icons/cloud-off";
import { createSignal, Match, onCleanup, Switch } from "solid-js";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import { closedText, refusalText } from "./refusal-text.ts";

const loadAgain = () => location.reload();

/** What the browser knows at once, and the socket only when its next heartbeat is not answered. */
function watchOffline() {
  const [offline, setOffline] = createSignal(!navigator.onLine);
  const stop = new AbortController();
  for (const name of ["online", "offline"]) {
    addEventListener(name, () => setOffline(!navigator.onLine), { signal: stop.signal });
  }
  onCleanup(() => stop.abort());
  return offline;
}

/** What keeps the conversation from going on, and what can be done. Nothing while all is well. */
export function ConversationBanner() {
  const { store } = useFrame();
  const isOffline = watchOffline();
  const closed = () => {
    const connection = store.connection();
    return store.phase() !== "none" && connection.kind === "closed" ? connection : null;
  };
  return (
    <Switch>
      <Match when={closed()}>
        {(connection) => (
          <Banner
            tone="red"
            action={
              <Button size="sm" onClick={loadAgain}>
                {t("banner.reload")}
              </Button>
            }
          >
            {closedText(connection().code)}
          </Banner>
        )}
      </Match>
      <Match when={store.trouble()}>
        {(trouble) => (
          <Banner
            tone="amber"
            icon={<CloudOff />}
            action={
              <Button size="sm" onClick={() => void store.open()}>
                {t("banner.again")}
              </Button>
            }
          >
            {refusalText(trouble().code)}
          </Banner>
        )}
      </Match>
      <Match when={store.phase() !== "none" && (isOffline() || store.connection().kind === "waiting")}>
        <Banner
          tone="amber"
          icon={<CloudOff />}
          action={
            <Button size="sm" onClick={() => store.reconnect()}>
              {t("banner.again")}
            </Button>
          }
        >
          {t("banner.offline")}
        </Banner>
      </Match>
    </Switch>
  );
}
