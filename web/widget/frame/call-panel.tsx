import PhoneCall from "lucide-solid/icons/phone-call";
import { createEffect, createMemo, createSignal, Match, on, onCleanup, Show, Switch } from "solid-js";
import { browserEnvironment } from "../../connection/environment.ts";
import type { Call } from "#protocol/call";
import { CallCheck } from "../../call/call-check.tsx";
import { CallControls } from "../../call/call-controls.tsx";
import { CallNotices } from "../../call/call-notices.tsx";
import { type CallPort, isCallHeard } from "../../call/call-port.ts";
import { ring } from "../../call/call-ring.ts";
import { createCallRoom } from "../../call/call-room.ts";
import { CallStage } from "../../call/call-stage.tsx";
import { createCallView } from "../../call/call-view.ts";
import { CallVideo } from "../../call/call-video.tsx";
import { othersText, personName, tc } from "../../call/call-words.ts";
import { Button } from "../../ui/button.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { currentCall } from "./call-now.ts";
import { useFrame } from "./frame-state.ts";
import "./call-panel.css";

/** The customer's side of a call, above the conversation, which stays usable: ringing, the look before joining, the call itself. */
export function CallPanel() {
  const { config, store, openPanel, page, sound } = useFrame();
  const call = createMemo<Call | null>(() => currentCall(store));
  const port: CallPort = {
    me: "customer",
    call,
    ready: () => store.connection().kind === "ready",
    send: store.say,
    onMessage: (listener) => store.onMessage((message) => isCallHeard(message) && listener(message)),
    newId: browserEnvironment().newId,
    nameOf: personName,
  };
  const room = createCallRoom(port);
  const view = createCallView();
  const [checking, setChecking] = createSignal<string | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  /** This customer rang, and nobody came. */
  const [unheard, setUnheard] = createSignal(false);

  const rings = () => {
    const now = call();
    return now?.phase === "ringing" && now.by.kind === "agent" && refused() !== now.id ? now : null;
  };
  /** This customer rings the team. */
  const calls = () => {
    const now = call();
    return now?.phase === "ringing" && now.by.kind === "customer" ? now : null;
  };
  const isWaiting = () => {
    const now = call();
    return now !== null && now.phase !== "ringing" && !room.joined() && checking() !== now.id ? now : null;
  };
  const isChecking = () => !room.joined() && checking() !== null && checking() === call()?.id;

  const ringing = createMemo(() => rings()?.id ?? null);
  createEffect(() => {
    if (ringing() === null) return;
    openPanel();
    if (sound()) onCleanup(ring());
  });
  // Who rings gets ready meanwhile, and is in the call as soon as it is answered.
  createEffect(
    on(
      () => calls()?.id ?? null,
      (now, before) => {
        if (now !== null) {
          void room.devices.open("microphone");
          if (calls()?.purpose === "video") void room.devices.open("camera");
          return;
        }
        if (before == null) return;
        if (call()?.id === before) return void room.join();
        const last = store.entries().findLast(({ body }) => body.kind === "call")?.body;
        const isUnheard = last?.kind === "call" && ["missed", "declined"].includes(last.fact.kind);
        setUnheard(isUnheard);
        room.devices.close("microphone");
        room.devices.close("camera");
      },
    ),
  );
  createEffect(() => {
    if (!unheard()) return;
    const timer = setTimeout(() => setUnheard(false), 8_000);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    if (room.parting() === null) return;
    const timer = setTimeout(room.forgetParting, 4_000);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    if (room.joined()) setChecking(null);
  });

  /** Asked first, then answered: who chooses nothing has not accepted yet. */
  async function answer(now: Call, camera: boolean) {
    if (now.purpose === "desktop" && !(await room.showScreen())) return;
    if (now.phase === "ringing") {
      const accepted = await room.act({ do: "accept", call: now.id });
      if (!accepted.ok) return void room.stopScreen();
    }
    if (now.purpose === "desktop" || now.purpose === "screen") return void (await room.join());
    setChecking(now.id);
    void room.devices.open("microphone");
    if (camera) void room.devices.open("camera");
  }

  function decline(now: Call) {
    setRefused(now.id);
    void room.act({ do: "decline", call: now.id });
  }

  return (
    <Switch>
      <Match when={rings()}>
        {(now) => (
          <RingCard
            room={room}
            call={now()}
            onAnswer={(camera) => void answer(now(), camera)}
            onDecline={() => decline(now())}
          />
        )}
      </Match>
      <Match when={calls()}>
        {(now) => (
          <div class="call-over-panel call-ring" role="alertdialog" aria-labelledby="call-ring-title">
            <Show
              when={room.devices.tracks().camera}
              fallback={
                <div class="call-ring-face">
                  <Avatar name={config.name} seed={config.key} size="lg" group />
                </div>
              }
            >
              {(track) => (
                <div class="call-preview call-ring-preview">
                  <CallVideo track={track()} label={tc("call.you")} mirrored />
                </div>
              )}
            </Show>
            <h2 id="call-ring-title" role="status">
              {tc("call.calling", { company: config.name })}
            </h2>
            <Show when={now().purpose === "video"}>
              <p>{tc("call.callingText")}</p>
            </Show>
            <CallNotices room={room} />
            <div class="call-ring-actions">
              <Button variant="danger" wide onClick={() => void room.act({ do: "cancel", call: now().id })}>
                {tc("call.cancel")}
              </Button>
            </div>
          </div>
        )}
      </Match>
      <Match when={isChecking()}>
        <div class="call-over-panel ui-scroll">
          <CallCheck
            room={room}
            onLeave={() => {
              setChecking(null);
              room.devices.close("microphone");
              room.devices.close("camera");
            }}
          />
        </div>
      </Match>
      <Match when={room.joined()}>
        <section class="call-dock" aria-label={title()} data-closed={page()?.open ? undefined : ""} ref={view.setFrame}>
          <CallNotices room={room} />
          <CallStage room={room} layout="spotlight" alone={tc("call.alone")} onMain={view.setMain} />
          <CallControls room={room} view={view} />
        </section>
      </Match>
      <Match when={room.parting()}>
        {(why) => (
          <p class="call-bar" role="status">
            {tc(`call.parting.${why()}`)}
          </p>
        )}
      </Match>
      <Match when={unheard()}>
        <p class="call-bar" data-tone="amber" role="status">
          {tc("call.unanswered")}
        </p>
      </Match>
      <Match when={isWaiting()}>
        {(now) => (
          <div class="call-bar">
            <PhoneCall />
            <span>{tc("call.running")}</span>
            <Button size="sm" variant="primary" pending={room.joining()} onClick={() => void answer(now(), false)}>
              {tc("call.join")}
            </Button>
          </div>
        )}
      </Match>
    </Switch>
  );

  function title() {
    const now = call();
    return now === null ? "" : tc("call.title", { name: othersText(now, "customer", personName, "") });
  }
}

function RingCard(props: {
  room: ReturnType<typeof createCallRoom>;
  call: Call;
  onAnswer: (camera: boolean) => void;
  onDecline: () => void;
}) {
  const name = () => personName(props.call.by);
  const purpose = () => props.call.purpose;
  const isOfScreens = () => purpose() === "desktop" || purpose() === "screen";
  const cannotShare = () => purpose() === "desktop" && props.room.screenImpossible() === "unsupported";
  return (
    <div
      class="call-over-panel call-ring"
      role="alertdialog"
      aria-labelledby="call-ring-title"
      aria-describedby="call-ring-text"
    >
      <div class="call-ring-face">
        <Avatar name={name()} seed={props.call.by.id} size="lg" />
      </div>
      <h2 id="call-ring-title">{tc(`call.asked.${purpose()}`, { name: name() })}</h2>
      <p id="call-ring-text">{cannotShare() ? tc("call.phoneShares") : tc(`call.asked.${purpose()}Text`)}</p>
      <CallNotices room={props.room} />
      <div class="call-ring-actions">
        <Switch>
          <Match when={cannotShare()}>{null}</Match>
          <Match when={purpose() === "audio"}>
            <Button variant="done" wide onClick={() => props.onAnswer(false)}>
              {tc("call.accept")}
            </Button>
          </Match>
          <Match when={isOfScreens()}>
            <Button variant="primary" wide onClick={() => props.onAnswer(false)}>
              {tc(purpose() === "desktop" ? "call.choose" : "call.watch")}
            </Button>
          </Match>
          <Match when={true}>
            <Button variant="done" wide onClick={() => props.onAnswer(true)}>
              {tc("call.acceptCamera")}
            </Button>
            <Button wide onClick={() => props.onAnswer(false)}>
              {tc("call.acceptNoCamera")}
            </Button>
          </Match>
        </Switch>
        <Button variant="ghost" wide onClick={() => props.onDecline()}>
          {tc(isOfScreens() ? "call.declineShare" : "call.decline")}
        </Button>
      </div>
    </div>
  );
}
