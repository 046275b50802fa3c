import { createEffect, createSignal, Match, on, onCleanup, Show, Switch, untrack } from "solid-js";
import type { GuestServerMessage } from "#protocol/guest";
import { CallCheck } from "../call/call-check.tsx";
import { CallControls } from "../call/call-controls.tsx";
import { CallNotices } from "../call/call-notices.tsx";
import { type CallHeard, type CallPort } from "../call/call-port.ts";
import { createCallRoom } from "../call/call-room.ts";
import { CallStage } from "../call/call-stage.tsx";
import { createCallView } from "../call/call-view.ts";
import { othersText, personName, tc } from "../call/call-words.ts";
import { browserEnvironment } from "../connection/environment.ts";
import { type GuestEnd, makeGuestConnection } from "../connection/guest-connection.ts";
import { Button } from "../ui/button.tsx";
import { t } from "./guest-intl.ts";

type Standing = Extract<GuestServerMessage, { kind: "guest" }>;

/** The guest's side of a call: they look at themselves while they wait, and are in it as soon as they are let in. */
export function GuestCall(props: {
  token: string;
  guestKey: string;
  name: string;
  onEnd: (why: GuestEnd | "refused" | "removed") => void;
}) {
  const { token, guestKey, name } = untrack(() => ({ ...props }));
  const environment = browserEnvironment();
  const [standing, setStanding] = createSignal<Standing | null>(null);
  const [ready, setReady] = createSignal(false);
  const [full, setFull] = createSignal(false);
  const listeners = new Set<(message: CallHeard) => void>();

  const connection = makeGuestConnection({
    ...{ token, key: guestKey, name, environment },
    onMessage(message) {
      if (message.kind === "guest") {
        setFull(false);
        setStanding(message);
        return;
      }
      if (message.kind === "refused" && message.id === null && standing() === null)
        setFull(message.code === "call_full");
      for (const listener of listeners) listener(message);
    },
    onLine: setReady,
    onEnd: (why) => props.onEnd(why),
  });
  onCleanup(() => connection.close());

  const port: CallPort = {
    get me() {
      return standing()?.me ?? "";
    },
    call: () => standing()?.call ?? null,
    ready: () => ready() && standing()?.place === "admitted",
    send: (message) => connection.send(message),
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newId: environment.newId,
    nameOf: personName,
  };
  const room = createCallRoom(port);
  const view = createCallView();
  void room.devices.open("microphone");

  /** Whether this page saw the door closed: then they are in the call the moment that it opens. */
  let waited = false;
  createEffect(
    on(standing, (now) => {
      if (now?.place === "waiting") waited = true;
      if (now?.place === "refused") props.onEnd(room.parting() === "removed" ? "removed" : "refused");
      if (now?.place !== "admitted" || !waited) return;
      waited = false;
      void room.join();
    }),
  );

  const title = () => {
    const call = port.call();
    return call === null
      ? t("guest.titlePlain")
      : tc("call.title", { name: othersText(call, port.me, personName, "") });
  };
  const waits = () => {
    if (full()) return t("guest.full");
    if (!ready()) return t("guest.offline");
    return standing()?.place === "admitted" ? undefined : t("guest.waiting");
  };

  return (
    <Switch>
      <Match when={room.joined()}>
        <main class="guest-call" aria-label={title()} ref={view.setFrame}>
          <CallNotices room={room} />
          <CallStage room={room} layout="grid" alone={tc("call.alone")} onMain={view.setMain} />
          <CallControls room={room} view={view} />
        </main>
      </Match>
      <Match when={room.parting()}>
        {(why) => (
          <main class="guest-page">
            <div class="guest-card" role="status">
              <h1>{tc(`call.parting.${why()}`)}</h1>
              <Show when={port.call() !== null}>
                <Button
                  variant="primary"
                  wide
                  onClick={() => {
                    room.forgetParting();
                    void room.devices.open("microphone");
                  }}
                >
                  {t("guest.again")}
                </Button>
              </Show>
            </div>
          </main>
        )}
      </Match>
      <Match when={true}>
        <main class="guest-page">
          <div class="guest-card" data-wide>
            <CallCheck room={room} waits={waits()} />
          </div>
        </main>
      </Match>
    </Switch>
  );
}
