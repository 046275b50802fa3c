import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import ScreenShare from "lucide-solid/icons/screen-share";
import X from "lucide-solid/icons/x";
import { createEffect, Match, onCleanup, Show, Switch } from "solid-js";
import { paths } from "#protocol/paths";
import { Button } from "../../ui/button.tsx";
import { loadCobrowseTexts, t } from "./cobrowse-intl.ts";
import { createCobrowse } from "./cobrowse-session.ts";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./cobrowse-part.css";

/** With its words. */
export async function loadCobrowsePart() {
  await loadCobrowseTexts();
  return CobrowsePart;
}

/** Co-browsing in the panel: the question with what it means, and what is shown to whom while it runs. */
function CobrowsePart() {
  const frame = useFrame();
  const cobrowse = createCobrowse(frame);
  const agent = () => cobrowse.agent()?.name ?? "";
  const names = () => intl.list(cobrowse.agents().map(({ name }) => name));
  return (
    <Switch>
      <Match when={cobrowse.asks()}>
        {(asks) => (
          <section class="cobrowse-card" role="group" aria-labelledby="cobrowse-asks">
            <h2 id="cobrowse-asks" class="cobrowse-title" role="alert">
              <ScreenShare />
              {t(asks() === "first" ? "cobrowse.asks" : "cobrowse.asksHere", { agent: agent() })}
            </h2>
            <Show
              when={!cobrowse.failed()}
              fallback={<p class="cobrowse-failed">{t("cobrowse.failed", { agent: agent() })}</p>}
            >
              <Show
                when={cobrowse.preview()}
                fallback={
                  <ul class="cobrowse-points">
                    <li>
                      <Eye />
                      {t(cobrowse.isPrivate ? "cobrowse.private" : "cobrowse.seen")}
                    </li>
                    <li>
                      <EyeOff />
                      {t("cobrowse.hidden")}
                    </li>
                    <li>
                      <X />
                      {t("cobrowse.anytime")}
                    </li>
                  </ul>
                }
              >
                {(events) => <Preview events={events()} title={t("cobrowse.previewTitle", { agent: agent() })} />}
              </Show>
              <button
                type="button"
                class="cobrowse-preview-toggle"
                aria-expanded={cobrowse.preview() !== null}
                onClick={() => (cobrowse.preview() === null ? void cobrowse.showPreview() : cobrowse.closePreview())}
              >
                {t(cobrowse.preview() === null ? "cobrowse.preview" : "cobrowse.previewClose")}
              </button>
            </Show>
            <div class="cobrowse-actions">
              <Button onClick={() => cobrowse.decline()}>{t("cobrowse.no")}</Button>
              <Button variant="primary" pending={cobrowse.agreeing()} onClick={() => void cobrowse.agree()}>
                {t("cobrowse.yes")}
              </Button>
            </div>
          </section>
        )}
      </Match>
      <Match when={cobrowse.isLive()}>
        <section class="cobrowse-live" aria-label={t("cobrowse.banner.region")}>
          <span class="cobrowse-dot" data-still={cobrowse.paused() || names() === "" ? "" : undefined} />
          <p role="status">
            {cobrowse.paused()
              ? t("cobrowse.paused")
              : cobrowse.controller()
                ? t("cobrowse.banner.controls", { agent: cobrowse.controller()?.name ?? "" })
                : names() === ""
                  ? t("cobrowse.waiting")
                  : t("cobrowse.live", { agents: names() })}
          </p>
          <Button size="sm" onClick={() => cobrowse.pause(!cobrowse.paused())}>
            {t(cobrowse.paused() ? "cobrowse.resume" : "cobrowse.pause")}
          </Button>
          <Button size="sm" variant="danger" onClick={() => cobrowse.stop()}>
            {t("cobrowse.stop")}
          </Button>
        </section>
      </Match>
    </Switch>
  );
}

/** The same document in which the agent will see it, with a snapshot that never left this browser. */
function Preview(props: { events: string; title: string }) {
  const { config } = useFrame();
  let view: HTMLIFrameElement | undefined;
  const show = () => {
    const post = (message: object) => view?.contentWindow?.postMessage({ falaReplay: 1, ...message }, location.origin);
    post({ kind: "look", fit: true, quiet: true, pointer: "none" });
    post({ kind: "batch", key: true, events: JSON.parse(props.events) as unknown[] });
  };
  const stop = new AbortController();
  addEventListener(
    "message",
    ({ source, data }: MessageEvent<{ falaReplay?: unknown; kind?: unknown } | null>) => {
      if (source === view?.contentWindow && data?.falaReplay === 1 && data.kind === "ready") show();
    },
    { signal: stop.signal },
  );
  createEffect(() => {
    if (props.events !== "") show();
  });
  onCleanup(() => stop.abort());
  return (
    <iframe
      ref={(element) => (view = element)}
      class="cobrowse-preview"
      src={paths.replay(config.key)}
      title={props.title}
      tabindex="-1"
    />
  );
}
