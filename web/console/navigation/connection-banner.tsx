import CloudOff from "lucide-solid/icons/cloud-off";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { closeCode } from "#protocol/close-code";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";

/** A connection that comes back within this time is nobody's business. */
const PATIENCE_MS = 2_500;

/** Says when this console is not live, and what the agent can do about it. */
export function ConnectionBanner() {
  const { inbox } = useConsole();
  const [online, setOnline] = createSignal(navigator.onLine);
  const [late, setLate] = createSignal(false);
  const read = () => setOnline(navigator.onLine);
  addEventListener("online", read);
  addEventListener("offline", read);

  const kind = () => inbox.connection().kind;
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(kind, (now) => {
      if (now === "ready" || now === "closed") {
        clearTimeout(timer);
        timer = undefined;
        setLate(false);
      } else timer ??= setTimeout(() => setLate(true), PATIENCE_MS);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    removeEventListener("online", read);
    removeEventListener("offline", read);
  });

  const closed = () => {
    const state = inbox.connection();
    return state.kind === "closed" ? state.code : null;
  };
  return (
    <Show
      when={online()}
      fallback={
        <Banner tone="amber" icon={<CloudOff />}>
          {t("banner.offline")}
        </Banner>
      }
    >
      <Show
        when={closed()}
        fallback={
          <Show when={late()}>
            <Banner
              tone="neutral"
              busy
              action={
                <Button size="sm" onClick={() => inbox.reconnect()}>
                  {t("banner.retry")}
                </Button>
              }
            >
              {t("banner.waiting")}
            </Banner>
          </Show>
        }
      >
        {(code) => (
          <Banner
            tone="red"
            icon={<RefreshCw />}
            action={
              <Button size="sm" onClick={() => location.reload()}>
                {t("banner.reload")}
              </Button>
            }
          >
            {t(code() === closeCode.versionTooOld ? "banner.outdated" : "banner.closed")}
          </Banner>
        )}
      </Show>
    </Show>
  );
}
