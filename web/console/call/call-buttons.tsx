import MonitorUp from "lucide-solid/icons/monitor-up";
import Phone from "lucide-solid/icons/phone";
import PhoneOff from "lucide-solid/icons/phone-off";
import PhoneCall from "lucide-solid/icons/phone-call";
import ScreenShare from "lucide-solid/icons/screen-share";
import Users from "lucide-solid/icons/users";
import Video from "lucide-solid/icons/video";
import Monitor from "lucide-solid/icons/monitor";
import { createEffect, createMemo, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { durationText, tc } from "../../call/call-words.ts";
import { browserEnvironment } from "../../connection/environment.ts";
import { knownTrouble } from "../../media/device-trouble.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { useConversation } from "../conversation/conversation-context.tsx";
import { CallWindow } from "./call-parts.ts";
import { type CallWish, useCallDesk } from "./call-desk.ts";
import "./call-buttons.css";

const icons = { audio: Phone, video: Video, conference: Users };

/** Asks the customer into a call; while there is one, the way into it. In little room, all that can be asked is one menu. */
export function CallButtons() {
  const { store, name, skew, isNarrow } = useConversation();
  const desk = useCallDesk();
  const call = () => store.state()?.call ?? null;
  const isHere = () => desk.wish()?.conversation === store.id;
  const offline = () => store.panel()?.online === false;
  const cannotShare = () => knownTrouble("screen") === "unsupported";
  // A press that opens a screen must not wait for code.
  CallWindow.preload();

  const decline = (call: string) => {
    store.say({ kind: "call", id: browserEnvironment().newId(), act: { do: "decline", call } });
  };
  const ask = (purpose: CallWish["purpose"]) => {
    if (!desk.ask({ conversation: store.id, purpose })) showToast({ kind: "danger", text: tc("call.busyHere") });
  };
  const labelOf = (text: string) => (offline() ? `${text}. ${tc("call.offline", { name: name() })}` : text);

  const Ask = (props: { purpose: keyof typeof icons }) => (
    <ToolButton
      label={labelOf(tc(`call.purpose.${props.purpose}`))}
      placement="bottom"
      aria-disabled={offline()}
      onClick={() => !offline() && ask(props.purpose)}
    >
      <Dynamic component={icons[props.purpose]} />
    </ToolButton>
  );
  const AskItem = (props: { purpose: keyof typeof icons }) => (
    <MenuItem
      icon={<Dynamic component={icons[props.purpose]} />}
      disabled={offline()}
      onSelect={() => ask(props.purpose)}
    >
      {tc(`call.purpose.${props.purpose}`)}
    </MenuItem>
  );
  const DesktopItems = () => (
    <>
      <MenuItem
        icon={<ScreenShare />}
        detail={tc("call.menu.requestHint")}
        disabled={offline()}
        onSelect={() => ask("desktop")}
      >
        {tc("call.menu.request")}
      </MenuItem>
      <MenuItem
        icon={<MonitorUp />}
        detail={cannotShare() ? tc("call.phoneShares") : tc("call.menu.showHint")}
        disabled={offline() || cannotShare()}
        onSelect={() => ask("screen")}
      >
        {tc("call.menu.show")}
      </MenuItem>
    </>
  );

  return (
    <Show
      when={call()}
      fallback={
        <div class="call-asks">
          <Switch>
            <Match when={isNarrow() === false}>
              <Ask purpose="audio" />
              <Ask purpose="video" />
              <Menu
                trigger={(trigger) => (
                  <IconButton {...trigger} label={labelOf(tc("call.menu.desktop"))}>
                    <Monitor />
                  </IconButton>
                )}
              >
                <DesktopItems />
              </Menu>
              <Ask purpose="conference" />
            </Match>
            <Match when={isNarrow()}>
              <Menu
                trigger={(trigger) => (
                  <IconButton {...trigger} label={labelOf(tc("call.menu.call"))}>
                    <Phone />
                  </IconButton>
                )}
              >
                <AskItem purpose="audio" />
                <AskItem purpose="video" />
                <DesktopItems />
                <AskItem purpose="conference" />
              </Menu>
            </Match>
          </Switch>
        </div>
      }
    >
      {(running) => (
        <Show
          when={!isHere()}
          fallback={
            <span class="call-running">
              <PhoneCall />
              <Duration since={running().liveAt} skew={skew()} />
            </span>
          }
        >
          <Show
            when={running().phase === "ringing" && running().by.kind === "customer"}
            fallback={
              <Button variant="done" icon={<PhoneCall />} onClick={() => ask("join")}>
                {tc("call.joinCall")}
              </Button>
            }
          >
            <div class="call-asks" role="group" aria-label={tc("call.incoming", { name: name() })}>
              <Button variant="done" icon={<PhoneCall />} onClick={() => ask("answer")}>
                {tc("call.answer")}
              </Button>
              <ToolButton label={tc("call.decline")} placement="bottom" onClick={() => decline(running().id)}>
                <PhoneOff />
              </ToolButton>
            </div>
          </Show>
        </Show>
      )}
    </Show>
  );
}

function Duration(props: { since: number | null; skew: number }) {
  const [now, setNow] = createSignal(Date.now());
  const text = createMemo(() =>
    props.since === null ? "" : durationText(Math.max(0, (now() + props.skew - props.since) / 1_000)),
  );
  createEffect(() => {
    if (props.since === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    onCleanup(() => clearInterval(timer));
  });
  return <span class="call-time">{text()}</span>;
}
