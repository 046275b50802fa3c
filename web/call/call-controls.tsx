import Camera from "lucide-solid/icons/video";
import CameraOff from "lucide-solid/icons/video-off";
import Maximize from "lucide-solid/icons/maximize";
import Mic from "lucide-solid/icons/mic";
import MicOff from "lucide-solid/icons/mic-off";
import Pause from "lucide-solid/icons/pause";
import PhoneOff from "lucide-solid/icons/phone-off";
import PictureInPicture from "lucide-solid/icons/picture-in-picture-2";
import Play from "lucide-solid/icons/play";
import ScreenShare from "lucide-solid/icons/screen-share";
import ScreenShareOff from "lucide-solid/icons/screen-share-off";
import Settings from "lucide-solid/icons/settings-2";
import { createSignal, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { CallDeviceChoice } from "./call-device-choice.tsx";
import type { CallRoom } from "./call-room.ts";
import type { CallView } from "./call-view.ts";
import { tc } from "./call-words.ts";
import "./call-controls.css";

/**
 * What one does while a call runs. `agent`: who may hold, and end for all. `small`: there is little room, for what is done often. `view`:
 * where the page has no place of its own for it.
 */
export function CallControls(props: { room: CallRoom; agent?: boolean; small?: boolean; view?: CallView }) {
  const { room } = props;
  const [choosing, setChoosing] = createSignal(false);
  const microphone = () => room.devices.tracks().microphone;
  const camera = () => room.devices.tracks().camera;
  const isHeard = () => microphone() !== undefined && !room.devices.muted();
  const toggleMicrophone = () => {
    if (microphone() !== undefined) return room.setMuted(!room.devices.muted());
    room.setMuted(false);
    void room.devices.open("microphone");
  };
  const toggleCamera = () => (camera() === undefined ? void room.devices.open("camera") : room.devices.close("camera"));
  const isHost = () => props.agent === true && (room.host() === null || room.host() === room.port.me);
  const call = () => room.port.call()?.id ?? "";

  return (
    <div class="call-controls">
      <Show when={choosing()}>
        <CallDeviceChoice room={room} />
      </Show>
      <div class="call-buttons" role="toolbar" aria-label={tc("call.controls")}>
        <IconButton
          size="lg"
          label={tc(isHeard() ? "call.mute" : "call.unmute")}
          class="call-button"
          data-off={isHeard() ? undefined : ""}
          onClick={toggleMicrophone}
        >
          <Show when={isHeard()} fallback={<MicOff />}>
            <Mic />
          </Show>
        </IconButton>
        <IconButton
          size="lg"
          label={tc(camera() === undefined ? "call.cameraOn" : "call.cameraOff")}
          class="call-button call-seldom"
          data-off={camera() === undefined ? "" : undefined}
          onClick={toggleCamera}
        >
          <Show when={camera()} fallback={<CameraOff />}>
            <Camera />
          </Show>
        </IconButton>
        <Show when={room.screenImpossible() !== "unsupported"}>
          <IconButton
            size="lg"
            label={tc(room.screen() === null ? "call.shareOn" : "call.shareOff")}
            class="call-button call-seldom"
            data-on={room.screen() === null ? undefined : ""}
            onClick={() => void (room.screen() === null ? room.showScreen() : room.stopScreen())}
          >
            <Show when={room.screen() === null} fallback={<ScreenShareOff />}>
              <ScreenShare />
            </Show>
          </IconButton>
        </Show>
        <Show when={props.agent}>
          <IconButton
            size="lg"
            label={tc(room.held() ? "call.resume" : "call.hold")}
            class="call-button call-seldom"
            data-on={room.held() ? "" : undefined}
            onClick={() => void room.setHeld(!room.held())}
          >
            <Show when={room.held()} fallback={<Pause />}>
              <Play />
            </Show>
          </IconButton>
        </Show>
        <IconButton
          size="lg"
          label={tc("call.devices")}
          class="call-button call-seldom"
          aria-expanded={choosing()}
          onClick={() => setChoosing(!choosing())}
        >
          <Settings />
        </IconButton>
        <Show when={props.view?.canFloat()}>
          <IconButton
            size="lg"
            label={tc(props.view?.isFloating() ? "call.exitPictureInPicture" : "call.pictureInPicture")}
            class="call-button call-seldom call-float"
            data-on={props.view?.isFloating() ? "" : undefined}
            onClick={() => props.view?.float()}
          >
            <PictureInPicture />
          </IconButton>
        </Show>
        <Show when={props.view?.canFill()}>
          <IconButton
            size="lg"
            label={tc(props.view?.isFull() ? "call.exitFullScreen" : "call.fullScreen")}
            class="call-button call-seldom"
            data-on={props.view?.isFull() ? "" : undefined}
            onClick={() => props.view?.fill()}
          >
            <Maximize />
          </IconButton>
        </Show>
        <IconButton size="lg" label={tc("call.leave")} class="call-button call-hang-up" onClick={() => room.leave()}>
          <PhoneOff />
        </IconButton>
      </div>
      <Show when={!props.small && isHost() && room.peers().length > 1}>
        <Button size="sm" variant="danger" onClick={() => void room.act({ do: "end", call: call() })}>
          {tc("call.endAll")}
        </Button>
      </Show>
    </div>
  );
}
