import Expand from "lucide-solid/icons/expand";
import Hand from "lucide-solid/icons/mouse-pointer-click";
import Highlighter from "lucide-solid/icons/scan";
import MousePointer2 from "lucide-solid/icons/mouse-pointer-2";
import Pen from "lucide-solid/icons/pen-line";
import Shrink from "lucide-solid/icons/shrink";
import X from "lucide-solid/icons/x";
import { createEffect, createMemo, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { Acted, Shown } from "#protocol/cobrowse-socket";
import { paths } from "#protocol/paths";
import { browserEnvironment } from "../../connection/environment.ts";
import { type Field, type FromReplay, isFromReplay, type Place } from "../../replay/replay-message.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { dismissToast, showToast, type ToastId } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { Toolbar } from "../../ui/toolbar.tsx";
import { intl } from "../console-intl.ts";
import { useConversation } from "../conversation/conversation-context.tsx";
import { FieldBar } from "./cobrowsing-field.tsx";
import { t } from "./cobrowsing-intl.ts";
import { DesktopOffer } from "./desktop-offer.tsx";
import { createWatch } from "./cobrowsing-watch.ts";
import "./cobrowsing-stage.css";

type Tool = "pointer" | "highlight" | "pen";

const tools = [
  { tool: "pointer", icon: MousePointer2 },
  { tool: "highlight", icon: Highlighter },
  { tool: "pen", icon: Pen },
] as const;

/** A notice about another tab goes by itself. */
const turnMs = 6_000;
/** No page loads that slowly: whose browser says nothing for so long is not connected. */
const awayMs = 8_000;

/** The customer's page as they see it now, with everything that can be shown and done in it. */
export function CobrowsingStage(props: { session: string }) {
  const screen = useConversation();
  const { newId } = browserEnvironment();
  const [fit, setFit] = createSignal(true);
  const [tool, setTool] = createSignal<Tool>("pointer");
  const [field, setField] = createSignal<{ node: number; field: Field } | null>(null);
  const [highlighted, setHighlighted] = createSignal<number | null>(null);
  const [away, setAway] = createSignal(false);
  let stroke: string | null = null;
  let refused: ToastId | null = null;
  /** The last action that was to press Enter. */
  let entering: string | null = null;

  const watch = createWatch({
    ...{ conversation: screen.store.id, session: props.session, isFromReplay },
    onReplay: heard,
    onActed: acted,
    onDeclined: () => showToast({ text: t("cobrowsing.controlDeclined", { customer: screen.name() }) }),
  });
  const state = watch.state;
  const controls = () => state()?.controller?.id === screen.meId;
  const page = () => state()?.page ?? null;
  /** Between two pages, still the one that they come from. */
  const named = createMemo<ReturnType<typeof page>>((before) => page() ?? before, null);
  const others = () => state()?.agents.filter(({ id }) => id !== screen.meId) ?? [];

  createEffect(() => {
    const pointer = tool() === "pen" ? "crosshair" : controls() || tool() === "highlight" ? "pointer" : "none";
    watch.toReplay({ kind: "look", fit: fit(), quiet: false, pointer });
  });
  createEffect(() => {
    if (page() === null || state()?.paused) watch.toReplay({ kind: "clear" });
  });
  createEffect(() => {
    setAway(false);
    if (state() === null || page() !== null) return;
    const timer = setTimeout(() => setAway(true), awayMs);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    if (watch.turned() === null) return;
    const timer = setTimeout(watch.forgetTurn, turnMs);
    onCleanup(() => clearTimeout(timer));
  });

  /** To the customer and to colleagues; where it was not seen as it was done (a pointer is), also here. */
  const show = (what: Shown) => {
    watch.say({ kind: "show", what });
    const me = state()?.agents.find(({ id }) => id === screen.meId);
    if (what.kind !== "pointer" && me !== undefined) watch.toReplay({ kind: "shown", by: me, what });
  };

  function heard(message: FromReplay) {
    switch (message.kind) {
      case "pointer":
        return show({ kind: "pointer", at: message.at });
      case "drag":
        return drag(message.at, message.phase);
      case "press":
        return press(message.node, message.field);
      case "wheel":
        if (controls()) act({ action: "scroll", node: message.node, top: message.top, left: message.left });
        return;
      default:
    }
  }

  function drag(at: Place, phase: "begin" | "go" | "end") {
    if (tool() !== "pen") return;
    if (phase === "begin") stroke = newId();
    if (stroke !== null) show({ kind: "ink", stroke, points: [at] });
    if (phase === "end") stroke = null;
  }

  function press(node: number | null, pressed: Field | null) {
    if (tool() === "highlight") {
      const next = node === highlighted() ? null : node;
      setHighlighted(next);
      return show({ kind: "highlight", node: next });
    }
    if (!controls() || tool() !== "pointer" || node === null) return;
    if (pressed === null) return act({ action: "click", node });
    setField({ node, field: pressed });
  }

  function act(action: Extract<Parameters<typeof watch.say>[0], { kind: "act" }>["action"]) {
    const id = newId();
    if (action.action === "type" && action.enter) entering = id;
    watch.say({ kind: "act", id, action });
  }

  function acted({ id, outcome, on, enter }: Acted) {
    const failed = outcome !== "done" ? outcome : id === entering && !enter ? "noEnter" : null;
    if (failed === null) return;
    // One at a time: whoever tries again has read it.
    if (refused !== null) dismissToast(refused);
    refused = showToast({ text: t(`cobrowsing.acted.${failed}`, { on, customer: screen.name() }) });
  }

  const choose = (next: Tool) => {
    setTool(next);
    if (next !== "highlight" && highlighted() !== null) {
      setHighlighted(null);
      show({ kind: "highlight", node: null });
    }
  };

  return (
    <section class="cobrowsing-stage" aria-label={t("cobrowsing.stage", { customer: screen.name() })}>
      <header class="cobrowsing-bar">
        <div class="cobrowsing-page">
          <strong class="ui-truncate" dir="auto">
            {named()?.title || t("cobrowsing.untitled")}
          </strong>
          <span class="ui-truncate cobrowsing-address" dir="ltr">
            {named()?.url.replace(/^https?:\/\//, "") ?? ""}
          </span>
        </div>
        <Toolbar label={t("cobrowsing.tools")} class="cobrowsing-tools">
          <For each={tools}>
            {(each) => (
              <ToolButton
                label={t(`cobrowsing.tool.${each.tool}`)}
                placement="bottom"
                aria-pressed={tool() === each.tool}
                pressed={tool() === each.tool}
                onClick={() => choose(each.tool)}
              >
                <each.icon />
              </ToolButton>
            )}
          </For>
          <ToolButton
            label={t(fit() ? "cobrowsing.actual" : "cobrowsing.fit")}
            placement="bottom"
            onClick={() => setFit(!fit())}
          >
            <Show when={fit()} fallback={<Shrink />}>
              <Expand />
            </Show>
          </ToolButton>
        </Toolbar>
        <Switch>
          <Match when={controls()}>
            <Button
              size="sm"
              class="cobrowsing-control-end"
              icon={<Hand />}
              onClick={() => watch.say({ kind: "control_end" })}
            >
              {t("cobrowsing.controlEnd")}
            </Button>
          </Match>
          <Match when={state()?.asking}>
            {(asking) => (
              <Button
                size="sm"
                pending={asking().id !== screen.meId}
                icon={<X />}
                title={t("cobrowsing.state.takeBack")}
                onClick={() => watch.say({ kind: "control_end" })}
              >
                {t("cobrowsing.controlAsked")}
              </Button>
            )}
          </Match>
          <Match when={state()?.controller}>
            {(controller) => (
              <span class="cobrowsing-other">{t("cobrowsing.controlOther", { agent: controller().name })}</span>
            )}
          </Match>
          <Match when={named() !== null}>
            <Button
              size="sm"
              icon={<Hand />}
              disabled={page() === null || state()?.paused}
              onClick={() => watch.say({ kind: "control_ask" })}
            >
              {t("cobrowsing.control")}
            </Button>
          </Match>
        </Switch>
        <Button size="sm" variant="danger" class="cobrowsing-stop" onClick={() => screen.store.endCobrowse()}>
          {t("cobrowsing.stop")}
        </Button>
        <ToolButton
          label={t("cobrowsing.close")}
          placement="bottom"
          class="cobrowsing-close"
          onClick={() => screen.setPageOpen(false)}
        >
          <X />
        </ToolButton>
      </header>
      <Show when={others().length > 0}>
        <p class="cobrowsing-notice">
          {t("cobrowsing.others", { agents: intl.list(others().map(({ name }) => name)) })}
        </p>
      </Show>
      <Switch>
        <Match when={watch.socket().kind === "waiting"}>
          <p class="cobrowsing-notice" data-tone="amber" role="status">
            <Spinner label="" />
            {t("cobrowsing.reconnecting")}
          </p>
        </Match>
        <Match when={watch.socket().kind === "closed"}>
          <p class="cobrowsing-notice" data-tone="amber" role="alert">
            {t("cobrowsing.closed")}
            <Button size="sm" onClick={() => watch.reconnect()}>
              {t("ui.retry")}
            </Button>
          </p>
        </Match>
        <Match when={watch.turned()}>
          {(title) => (
            <p class="cobrowsing-notice" role="status">
              {t("cobrowsing.turned", { customer: screen.name(), title: title() })}
            </p>
          )}
        </Match>
        <Match when={state()?.trouble}>
          {(trouble) => (
            <p class="cobrowsing-notice" data-tone="amber" role="status">
              <span>{t(`cobrowsing.trouble.${trouble().reason}`, { count: trouble().nodes, ms: trouble().ms })}</span>
              <DesktopOffer />
            </p>
          )}
        </Match>
        <Match when={page() !== null && state()?.seen === false && !state()?.paused}>
          <p class="cobrowsing-notice" role="status">
            {t("cobrowsing.unseen", { customer: screen.name() })}
          </p>
        </Match>
      </Switch>
      <div class="cobrowsing-view" data-controls={controls() ? "" : undefined}>
        <iframe
          ref={(element) => watch.attach(element)}
          src={paths.replay()}
          title={t("cobrowsing.stage", { customer: screen.name() })}
          class="cobrowsing-frame"
        />
        <Show when={page() === null || state()?.paused || !watch.isShown()}>
          <div class="cobrowsing-wait" role="status">
            <Show when={state()?.paused} fallback={<Spinner label="" />}>
              <span aria-hidden="true" class="cobrowsing-paused" />
            </Show>
            <p>
              {state()?.paused
                ? t("cobrowsing.paused", { customer: screen.name() })
                : away()
                  ? t("cobrowsing.away", { customer: screen.name() })
                  : page() === null
                    ? t("cobrowsing.between", { customer: screen.name() })
                    : t("cobrowsing.coming")}
            </p>
          </div>
        </Show>
        <Show when={controls() && field()} keyed>
          {(open) => (
            <FieldBar
              field={open.field}
              onText={(text, enter) => act({ action: "type", node: open.node, text, ...(enter && { enter }) })}
              onOption={(option) => act({ action: "choose", node: open.node, option })}
              onClose={() => setField(null)}
            />
          )}
        </Show>
      </div>
    </section>
  );
}
