import Crosshair from "lucide-solid/icons/crosshair";
import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from "solid-js";
import type { CobrowseRules } from "#protocol/cobrowse-rules";
import { paths } from "#protocol/paths";
import { isFromPlayground, type ToPlaygroundBody } from "../../playground/playground-message.ts";
import { isFromReplay, type ToReplayBody } from "../../replay/replay-message.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../settings/settings-intl.ts";
import { exampleAddress, examplePage } from "./rules-example.ts";

/** The page is laid out as wide as this, and drawn as large as there is room. */
const pageWidth = 1_024;

/** A page as its customer sees it, and beside it as an agent would: recorded and replayed by what does both in earnest. */
export function RulesPlayground(props: {
  rules: CobrowseRules;
  onPick: (selector: string) => void;
  onMatches: (matches: readonly (number | null)[]) => void;
}) {
  const [page, setPage] = createSignal<"example" | "own">("example");
  const [address, setAddress] = createSignal(exampleAddress);
  const [html, setHtml] = createSignal("");
  const [picks, setPicks] = createSignal(false);
  const [ready, setReady] = createSignal({ playground: false, replay: false });
  const [events, setEvents] = createSignal<string | null>(null);
  const [scale, setScale] = createSignal(0.5);
  let playground: HTMLIFrameElement | undefined;
  let replay: HTMLIFrameElement | undefined;
  let pane: HTMLDivElement | undefined;

  const toPlayground = (message: ToPlaygroundBody) =>
    playground?.contentWindow?.postMessage({ falaPlayground: 1, ...message }, location.origin);
  const toReplay = (message: ToReplayBody) =>
    replay?.contentWindow?.postMessage({ falaReplay: 1, ...message }, location.origin);
  const shown = createMemo(() =>
    page() === "example" || html().trim() === "" ? examplePage() : placed(html(), address()),
  );
  const path = () => (URL.canParse(address()) ? new URL(address()).pathname : address().replace(/[?#].*$/s, ""));

  createEffect(() => ready().playground && toPlayground({ kind: "page", html: shown() }));
  createEffect(() => {
    // What stands in the draft now, as plain data: nothing else crosses to another document.
    const rules = { mode: props.rules.mode, rules: props.rules.rules.map((rule) => ({ ...rule })) };
    if (ready().playground) toPlayground({ kind: "rules", rules, path: path() });
  });
  createEffect(() => ready().playground && toPlayground({ kind: "pick", on: picks() }));
  createEffect(() => {
    const seen = events();
    if (!ready().replay || seen === null) return;
    toReplay({ kind: "look", fit: true, quiet: true, pointer: "none" });
    toReplay({ kind: "batch", key: true, events: JSON.parse(seen) as unknown[] });
  });

  const stop = new AbortController();
  addEventListener(
    "message",
    ({ data, origin, source }: MessageEvent<unknown>) => {
      if (origin !== location.origin) return;
      if (source === replay?.contentWindow && isFromReplay(data)) {
        if (data.kind === "ready") setReady((before) => ({ ...before, replay: true }));
        return;
      }
      if (source !== playground?.contentWindow || !isFromPlayground(data)) return;
      if (data.kind === "ready") setReady((before) => ({ ...before, playground: true }));
      if (data.kind === "picked") {
        setPicks(false);
        props.onPick(data.selector);
      }
      if (data.kind === "seen") {
        setEvents(data.events);
        props.onMatches(data.matches);
      }
    },
    { signal: stop.signal },
  );
  const escape = ({ key }: KeyboardEvent) => key === "Escape" && setPicks(false);
  addEventListener("keydown", escape, { signal: stop.signal });
  onMount(() => {
    const size = new ResizeObserver(([entry]) => entry && setScale(entry.contentRect.width / pageWidth));
    if (pane !== undefined) size.observe(pane);
    onCleanup(() => size.disconnect());
  });
  onCleanup(() => stop.abort());

  return (
    <div class="rules-playground">
      <div class="rules-playground-bar">
        <Select
          label={t("rules.page")}
          value={page()}
          onChange={setPage}
          options={(["example", "own"] as const).map((value) => ({ value, label: t(`rules.page.${value}`) }))}
        />
        <TextField
          label={t("rules.path")}
          value={address()}
          onChange={setAddress}
          spellcheck={false}
          autocomplete="off"
        />
        <Button icon={<Crosshair />} aria-pressed={picks()} onClick={() => setPicks(!picks())}>
          {t(picks() ? "rules.picking" : "rules.pick")}
        </Button>
      </div>
      <Show when={page() === "own"}>
        <TextField
          label={t("rules.html")}
          help={t("rules.htmlHelp")}
          multiline
          spellcheck={false}
          value={html()}
          onChange={setHtml}
        />
      </Show>
      <div class="rules-panes" style={{ "--scale": scale() }}>
        <figure>
          <figcaption>{t("rules.customer")}</figcaption>
          <div class="rules-pane" ref={pane} data-picks={picks() ? "" : undefined}>
            <iframe class="rules-page" ref={playground} src={paths.playground} title={t("rules.customer")} />
          </div>
        </figure>
        <figure>
          <figcaption>{t("rules.agent")}</figcaption>
          <div class="rules-pane">
            <iframe class="rules-replay" ref={replay} src={paths.replay()} title={t("rules.agent")} tabindex="-1" />
          </div>
        </figure>
      </div>
    </div>
  );
}

/** Addresses within the page are those of where it comes from. */
function placed(html: string, address: string): string {
  if (!URL.canParse(address)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const [selector, name] of [
    ["link[href]", "href"],
    ["img[src],source[src],video[src],audio[src]", "src"],
  ] as const) {
    for (const each of page.querySelectorAll(selector)) {
      const given = each.getAttribute(name) ?? "";
      if (URL.canParse(given, address)) each.setAttribute(name, new URL(given, address).href);
    }
  }
  return page.documentElement.outerHTML;
}
