import LayoutGrid from "lucide-solid/icons/layout-grid";
import Maximize from "lucide-solid/icons/maximize";
import Minimize from "lucide-solid/icons/minimize-2";
import PanelRightOpen from "lucide-solid/icons/panel-right-open";
import PictureInPicture from "lucide-solid/icons/picture-in-picture-2";
import User from "lucide-solid/icons/square-user";
import { createEffect, createMemo, createSignal, Match, on, onCleanup, Show, Switch, untrack } from "solid-js";
import { act } from "../../call/call-acts.ts";
import { CallCheck } from "../../call/call-check.tsx";
import { CallControls } from "../../call/call-controls.tsx";
import { CallNotices } from "../../call/call-notices.tsx";
import { type CallPort, isCallHeard } from "../../call/call-port.ts";
import { createCallRoom } from "../../call/call-room.ts";
import { CallStage, type StageLayout } from "../../call/call-stage.tsx";
import { createCallView } from "../../call/call-view.ts";
import { durationText, othersText, personName, refusalText, tc, troubleText } from "../../call/call-words.ts";
import { createConversationStore } from "../../store/conversation-store.ts";
import { browserEnvironment } from "../../connection/environment.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { closeCode } from "#protocol/close-code";
import { useConsole } from "../console-context.tsx";
import { customerName } from "../conversation/customer-name.ts";
import { createRevival } from "../session/session-revival.ts";
import { CallGuests } from "./call-guests.tsx";
import { CallInvite } from "./call-invite.tsx";
import { type CallWish, useCallDesk } from "./call-desk.ts";
import "./call-window.css";

const isBarred = (code: number) => code === closeCode.forbidden || code === closeCode.notFound;

/** How long the last word about a call stands. */
const partingMs = 4_000;

/**
 * The call of this window of the console, with a socket of its own: it goes on whatever screen stands beside it. Large beside
 * its conversation, small elsewhere, or as the agent says.
 */
export function CallWindow(props: { wish: CallWish; beside: string | null }) {
  const desk = useCallDesk();
  const { me } = useConsole();
  const { conversation, purpose } = untrack(() => props.wish);
  const agent = untrack(me).agent;
  const environment = browserEnvironment();
  const store = createConversationStore({ id: conversation, me: { id: agent.id, name: agent.name } });
  const port: CallPort = {
    me: agent.id,
    call: () => store.state()?.call ?? null,
    ready: () => store.connection().kind === "ready",
    send: store.say,
    onMessage: (listener) => store.onMessage((message) => isCallHeard(message) && listener(message)),
    newId: environment.newId,
    nameOf: (person) => (person.kind === "customer" ? name() : personName(person)),
  };
  const room = createCallRoom(port);
  createRevival(store);
  // Whoever may read the conversation no more is out of its call at once: browsers would talk on without the server.
  createEffect(() => {
    const state = store.connection();
    if (state.kind === "closed" && isBarred(state.code)) untrack(room.expel);
  });
  const [size, setSize] = createSignal<"large" | "small" | null>(null);
  const [layout, setLayout] = createSignal<StageLayout>("spotlight");
  const [checking, setChecking] = createSignal(purpose === "join");
  const view = createCallView();

  const shown = () => size() ?? (props.beside === conversation ? "large" : "small");
  const name = () => {
    const customer = store.state()?.customer;
    return customer ? customerName(customer) : tc("call.customer");
  };
  const title = () => {
    const call = port.call();
    return tc("call.title", { name: call === null ? name() : othersText(call, agent.id, port.nameOf, name()) });
  };

  async function begin() {
    // Inside the press that brought this window: browsers ask for a screen only then.
    if (purpose === "screen" && !(await room.showScreen()))
      return fail(troubleText("screen", room.screenTrouble() ?? "cancelled"));
    if (["audio", "video", "conference", "answer"].includes(purpose)) void room.devices.open("microphone");
    if (purpose === "video" || purpose === "conference") void room.devices.open("camera");
    await becomes(port.ready);
    const isOfScreens = port.call()?.purpose === "desktop" || port.call()?.purpose === "screen";
    if (purpose === "join" && !isOfScreens) void room.devices.open("microphone");
    if (purpose === "answer") {
      const call = port.call();
      const answered = call === null ? null : await act(port, { do: "accept", call: call.id });
      if (answered?.ok !== true) return fail(refusalText(answered === null ? "call_over" : answered.code));
    } else if (port.call() === null && purpose !== "join") {
      const asked = await act(port, { do: "request", purpose });
      if (!asked.ok && asked.code !== "call_running") return fail(refusalText(asked.code));
    }
    if (purpose !== "join") await room.join();
  }

  function fail(text: string) {
    showToast({ kind: "danger", text });
    desk.close();
  }

  /** Resolves when it is so; never, where this window goes before. */
  function becomes(what: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      createEffect(() => {
        if (what()) resolve();
      });
    });
  }

  void begin();
  // A call that ended before this page was in it: declined, missed, taken back.
  createEffect(
    on(port.call, (call, before) => {
      if (call !== null || before == null || room.parting() !== null) return;
      const timer = setTimeout(desk.close, partingMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  createEffect(() => {
    if (room.parting() === null) return;
    const timer = setTimeout(desk.close, partingMs);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    if (ending() !== null) desk.finish();
  });
  createEffect(() => {
    if (room.joined()) setChecking(false);
  });

  const alone = () => {
    const call = port.call();
    if (call?.phase === "ringing") return tc("call.ringing", { name: name() });
    if (call?.phase === "accepted") return tc("call.waitingFor", { name: name() });
    return tc("call.alone");
  };
  /** What the log said last of a call that never came to be. */
  const outcome = createMemo(() => {
    if (port.call() !== null) return null;
    const last = store.entries().findLast(({ body }) => body.kind === "call")?.body;
    if (last?.kind !== "call") return null;
    const { kind } = last.fact;
    if (kind === "declined") return tc("call.fact.declined", { who: name() });
    return kind === "missed" ? tc("call.fact.missed") : null;
  });
  const ending = () => {
    const why = room.parting();
    return outcome() ?? (why === null ? null : tc(`call.parting.${why}`));
  };

  return (
    <aside class="call-window" data-size={shown()} aria-label={title()} ref={view.setFrame}>
      <header class="call-window-head">
        <h2 class="ui-truncate">{title()}</h2>
        <Show when={port.call()?.liveAt}>{(since) => <Time since={since()} now={store.serverNow} />}</Show>
        <span class="call-window-tools">
          <Show when={shown() === "large" && room.joined() && store.state()?.team}>
            {(team) => <CallInvite room={room} team={team()} />}
          </Show>
          <Show when={shown() === "large" && room.peers().length > 1}>
            <ToolButton
              size="sm"
              label={tc(layout() === "grid" ? "call.spotlight" : "call.grid")}
              onClick={() => setLayout(layout() === "grid" ? "spotlight" : "grid")}
            >
              <Show when={layout() === "grid"} fallback={<LayoutGrid />}>
                <User />
              </Show>
            </ToolButton>
          </Show>
          <Show when={view.canFloat()}>
            <ToolButton
              size="sm"
              label={tc(view.isFloating() ? "call.exitPictureInPicture" : "call.pictureInPicture")}
              onClick={() => view.float()}
            >
              <PictureInPicture />
            </ToolButton>
          </Show>
          <Show when={shown() === "large" && view.canFill()}>
            <ToolButton
              size="sm"
              label={tc(view.isFull() ? "call.exitFullScreen" : "call.fullScreen")}
              onClick={() => view.fill()}
            >
              <Maximize />
            </ToolButton>
          </Show>
          <ToolButton
            size="sm"
            label={tc(shown() === "large" ? "call.small" : "call.large")}
            onClick={() => setSize(shown() === "large" ? "small" : "large")}
          >
            <Show when={shown() === "large"} fallback={<PanelRightOpen class="ui-mirror" />}>
              <Minimize />
            </Show>
          </ToolButton>
        </span>
      </header>
      <Switch>
        <Match when={ending()}>
          {(words) => (
            <p class="call-window-end" role="status">
              {words()}
            </p>
          )}
        </Match>
        <Match when={checking()}>
          <div class="call-window-check ui-scroll">
            <CallCheck room={room} onLeave={desk.close} />
          </div>
        </Match>
        <Match when={true}>
          <CallGuests room={room} />
          <CallNotices
            room={room}
            refusalAction={
              <Button size="sm" onClick={() => void connectDirectly()}>
                {tc(room.refused() === "call_unavailable" ? "call.connectDirectly" : "call.tryAgain")}
              </Button>
            }
          />
          <CallStage room={room} layout={layout()} alone={alone()} onMain={view.setMain} />
          <Show
            when={port.call()?.phase !== "ringing"}
            fallback={
              <div class="call-window-foot">
                <Button variant="danger" onClick={() => void cancel()}>
                  {tc("call.cancel")}
                </Button>
              </div>
            }
          >
            <CallControls room={room} agent small={shown() === "small"} />
          </Show>
        </Match>
      </Switch>
    </aside>
  );

  async function cancel() {
    const call = port.call();
    if (call !== null) await act(port, { do: "cancel", call: call.id });
    desk.close();
  }

  async function connectDirectly() {
    const call = port.call();
    if (call !== null && room.refused() === "call_unavailable") await act(port, { do: "use_mesh", call: call.id });
    await room.join();
  }
}

function Time(props: { since: number; now: () => number }) {
  const [text, setText] = createSignal("");
  const tick = () => setText(durationText(Math.max(0, (props.now() - props.since) / 1_000)));
  tick();
  const timer = setInterval(tick, 1_000);
  onCleanup(() => clearInterval(timer));
  return <span class="call-time">{text()}</span>;
}
