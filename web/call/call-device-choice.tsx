import { For, Show } from "solid-js";
import type { Device } from "../media/devices.ts";
import type { CallRoom } from "./call-room.ts";
import { tc } from "./call-words.ts";

/** Which microphone, camera and speaker; also while one talks. The browser's own lists: they work everywhere, also on phones. */
export function CallDeviceChoice(props: { room: CallRoom }) {
  const { devices } = props.room;
  const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;
  return (
    <div class="call-devices">
      <Choice
        label={tc("call.microphone")}
        devices={devices.lists().microphones}
        chosen={devices.chosen().microphone}
        onChoose={(id) => void devices.choose("microphone", id)}
      />
      <Choice
        label={tc("call.cameraLabel")}
        devices={devices.lists().cameras}
        chosen={devices.chosen().camera}
        onChoose={(id) => void devices.choose("camera", id)}
      />
      <Show when={canChooseSpeaker}>
        <Choice
          label={tc("call.speaker")}
          devices={devices.lists().speakers}
          chosen={devices.chosen().speaker}
          onChoose={(id) => void devices.choose("speaker", id)}
        />
      </Show>
    </div>
  );
}

function Choice(props: {
  label: string;
  devices: readonly Device[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  return (
    <Show when={props.devices.length > 0}>
      <label class="call-device">
        <span>{props.label}</span>
        <select onChange={(event) => props.onChoose(event.currentTarget.value)}>
          <For each={props.devices}>
            {(device, index) => (
              <option value={device.id} selected={device.id === (props.chosen ?? props.devices[0]?.id)}>
                {device.label || tc("call.deviceNumber", { number: index() + 1 })}
              </option>
            )}
          </For>
        </select>
      </label>
    </Show>
  );
}
