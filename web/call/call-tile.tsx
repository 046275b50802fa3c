import MicOff from "lucide-solid/icons/mic-off";
import Pause from "lucide-solid/icons/pause";
import { createMemo, Show } from "solid-js";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import UserX from "lucide-solid/icons/user-x";
import type { CallRoom } from "./call-room.ts";
import { CallVideo } from "./call-video.tsx";
import { qualityText, tc } from "./call-words.ts";

/** One of the others: their camera, or their face, and how they are. */
export function CallTile(props: { room: CallRoom; id: string }) {
  const peer = createMemo(() => props.room.peer(props.id));
  const name = () => {
    const known = peer();
    return known ? props.room.port.nameOf(known.person) : "";
  };
  const media = () => peer()?.media;
  const quality = () => props.room.quality(props.id);
  const isHost = () => props.room.host() === props.room.port.me;
  const call = () => props.room.port.call()?.id ?? "";
  return (
    <div
      class="call-tile"
      role="group"
      aria-label={name()}
      data-speaks={props.room.speaking.is(props.id) ? "" : undefined}
    >
      {/* Behind the picture too: until its first frame is there. */}
      <span class="call-face">
        <Avatar name={name()} seed={peer()?.person.id ?? props.id} size="lg" />
      </span>
      <Show when={media()?.camera}>
        <CallVideo track={peer()?.tracks.camera} label={name()} />
      </Show>
      <Show when={media()?.held}>
        <p class="call-tile-note">
          <Pause />
          {tc("call.theyHold", { name: name() })}
        </p>
      </Show>
      <Show when={quality() !== "good"}>
        <p class="call-tile-note" data-quality={quality()} role="status">
          {qualityText(quality(), name())}
        </p>
      </Show>
      <div class="call-tile-foot">
        <span class="call-tile-name">
          <Show when={media() !== undefined && !media()?.microphone}>
            <MicOff role="img" aria-label={tc("call.isMuted")} aria-hidden={undefined} />
          </Show>
          <span class="ui-truncate" dir="auto">
            {name()}
          </span>
          <Show when={props.room.speaking.is(props.id)}>
            <span class="ui-hidden">{tc("call.speaks")}</span>
          </Show>
        </span>
        <Show when={isHost() && peer()}>
          {(known) => (
            <span class="call-tile-tools">
              <Show when={media()?.microphone}>
                <IconButton
                  size="xs"
                  label={tc("call.muteOther", { name: name() })}
                  onClick={() => void props.room.act({ do: "mute", call: call(), person: known().person.id })}
                >
                  <MicOff />
                </IconButton>
              </Show>
              <Show when={known().person.id !== props.room.host()}>
                <IconButton
                  size="xs"
                  label={tc("call.removeOther", { name: name() })}
                  onClick={() => void props.room.act({ do: "remove", call: call(), person: known().person.id })}
                >
                  <UserX />
                </IconButton>
              </Show>
            </span>
          )}
        </Show>
      </div>
    </div>
  );
}
