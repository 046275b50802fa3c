import Mic from "lucide-solid/icons/mic";
import MicOff from "lucide-solid/icons/mic-off";
import Camera from "lucide-solid/icons/video";
import CameraOff from "lucide-solid/icons/video-off";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { watchLoudness } from "../media/loudness.ts";
import { CallDeviceChoice } from "./call-device-choice.tsx";
import { CallNotices } from "./call-notices.tsx";
import type { CallRoom } from "./call-room.ts";
import { CallVideo } from "./call-video.tsx";
import { tc } from "./call-words.ts";
import "./call-check.css";

/**
 * Before one is seen and heard: the own picture, how loud one is, which devices. Joins only when it is pressed. `waits`: why one
 * cannot join yet. `onLeave`: absent where there is nowhere to go.
 */
export function CallCheck(props: { room: CallRoom; onLeave?: () => void; waits?: string | undefined }) {
  const { room } = props;
  const { devices } = room;
  const [level, setLevel] = createSignal(0);
  const microphone = () => devices.tracks().microphone;
  createEffect(() => {
    const track = microphone();
    if (track !== undefined) onCleanup(watchLoudness(track, (loud) => setLevel(Math.min(1, loud * 6))));
  });
  const isHeard = () => microphone() !== undefined && !devices.muted();

  return (
    <section class="call-check" aria-label={tc("call.check.title")}>
      <h2 class="call-check-title">{tc("call.check.title")}</h2>
      <div class="call-preview">
        <Show when={devices.tracks().camera} fallback={<p class="call-preview-off">{tc("call.check.camera")}</p>}>
          {(track) => <CallVideo track={track()} label={tc("call.you")} mirrored />}
        </Show>
        <div class="call-preview-tools">
          <IconButton
            label={tc(isHeard() ? "call.mute" : "call.unmute")}
            class="call-button"
            data-off={isHeard() ? undefined : ""}
            onClick={() => {
              if (microphone() === undefined) void devices.open("microphone");
              else devices.setMuted(!devices.muted());
            }}
          >
            <Show when={isHeard()} fallback={<MicOff />}>
              <Mic />
            </Show>
          </IconButton>
          <IconButton
            label={tc(devices.tracks().camera === undefined ? "call.cameraOn" : "call.cameraOff")}
            class="call-button"
            data-off={devices.tracks().camera === undefined ? "" : undefined}
            onClick={() =>
              devices.tracks().camera === undefined ? void devices.open("camera") : devices.close("camera")
            }
          >
            <Show when={devices.tracks().camera} fallback={<CameraOff />}>
              <Camera />
            </Show>
          </IconButton>
        </div>
      </div>
      <Show when={isHeard()} fallback={<p class="call-check-hint">{tc("call.check.noMicrophone")}</p>}>
        <div class="call-level">
          <meter aria-label={tc("call.check.level")} min="0" max="1" value={level()} />
          <p class="call-check-hint">{tc("call.check.speak")}</p>
        </div>
      </Show>
      <CallDeviceChoice room={room} />
      <CallNotices room={room} />
      <div class="call-check-actions">
        <Show when={props.onLeave}>
          {(leave) => (
            <Button variant="ghost" onClick={() => leave()()}>
              {tc("call.check.leave")}
            </Button>
          )}
        </Show>
        <Show
          when={props.waits}
          fallback={
            <Button variant="primary" pending={room.joining() || !room.port.ready()} onClick={() => void room.join()}>
              {tc(room.joining() ? "call.check.joining" : "call.check.join")}
            </Button>
          }
        >
          {(why) => (
            <p class="call-check-waits" role="status">
              <Spinner />
              {why()}
            </p>
          )}
        </Show>
      </div>
    </section>
  );
}
