import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, Show, Switch } from "solid-js";
import { Spinner } from "../ui/spinner.tsx";
import { CallAudio } from "./call-audio.tsx";
import type { CallRoom } from "./call-room.ts";
import { CallScreenView } from "./call-screen-view.tsx";
import { CallTile } from "./call-tile.tsx";
import { CallVideo } from "./call-video.tsx";
import { tc } from "./call-words.ts";
import "./call-stage.css";

export type StageLayout = "grid" | "spotlight";

/**
 * Everybody in the call: a desktop that is shown stands large (of several the newest, or the one that was chosen), else who speaks, else all alike. Oneself stands small in the
 * corner.
 */
export function CallStage(props: {
  room: CallRoom;
  layout: StageLayout;
  /** What is said while nobody else is there. */
  alone: string;
  /** Hears which picture is looked at most; null: there is none. For picture in picture. */
  onMain: (track: MediaStreamTrack | null) => void;
}) {
  const { room } = props;
  const ids = createMemo(() => room.peers().map(({ peer }) => peer), [], {
    equals: (a, b) => a.join() === b.join(),
  });
  /** Who shows a screen here, whoever began last first. */
  const sharers = createMemo(
    () => {
      const began = room.port.call()?.sharing ?? [];
      return room
        .peers()
        .filter(({ media }) => media.screen)
        .toSorted((a, b) => began.indexOf(b.person.id) - began.indexOf(a.person.id))
        .map(({ peer }) => peer);
    },
    [],
    { equals: (a, b) => a.join() === b.join() },
  );
  const [chosen, setChosen] = createSignal<string | null>(null);
  createEffect(
    on(sharers, (now, before = []) => {
      // Another one is what they want to be seen now.
      if (now.some((id) => !before.includes(id))) setChosen(null);
    }),
  );
  const sharer = createMemo(() => sharers().find((id) => id === chosen()) ?? sharers()[0] ?? null);
  const main = createMemo(() => {
    if (sharer() !== null || props.layout === "grid" || ids().length < 2) return null;
    const wanted = room.speaking.active();
    return wanted !== null && ids().includes(wanted) ? wanted : (ids()[0] ?? null);
  });
  const aside = createMemo(() => (main() === null ? ids() : ids().filter((id) => id !== main())));
  const looked = createMemo(() => {
    const first = sharer() ?? main() ?? room.speaking.active();
    for (const id of first === null ? ids() : [first, ...ids()]) {
      const { media, tracks } = room.peer(id) ?? {};
      const track = id === sharer() ? tracks?.screen : media?.camera ? tracks?.camera : undefined;
      if (track !== undefined) return track;
    }
    return null;
  });
  createEffect(() => props.onMain(looked()));
  onCleanup(() => props.onMain(null));
  const nameOf = (id: string) => {
    const peer = room.peer(id);
    return peer ? room.port.nameOf(peer.person) : "";
  };

  return (
    <div class="call-stage" data-many={ids().length > 1 ? "" : undefined}>
      <CallAudio room={room} />
      <Switch>
        <Match when={ids().length === 0}>
          <p class="call-alone" role="status">
            <Spinner />
            {props.alone}
          </p>
        </Match>
        <Match when={sharer()} keyed>
          {(id) => (
            <CallScreenView
              track={room.peer(id)?.tracks.screen}
              name={nameOf(id)}
              isNamed={ids().length > 1}
              others={sharers().length > 1 ? sharers().map((other) => ({ id: other, name: nameOf(other) })) : []}
              shown={id}
              onChoose={setChosen}
            />
          )}
        </Match>
        <Match when={main()} keyed>
          {(id) => (
            <div class="call-main">
              <CallTile room={room} id={id} />
            </div>
          )}
        </Match>
      </Switch>
      <Show when={aside().length > 0}>
        <div
          class="call-tiles"
          data-count={aside().length}
          data-aside={sharer() !== null || main() !== null ? "" : undefined}
        >
          <For each={aside()}>{(id) => <CallTile room={room} id={id} />}</For>
        </div>
      </Show>
      <SelfView room={room} />
    </div>
  );
}

function SelfView(props: { room: CallRoom }) {
  const camera = () => props.room.devices.tracks().camera;
  return (
    <Show when={camera()}>
      {(track) => (
        <div class="call-self">
          <CallVideo track={track()} label={tc("call.you")} mirrored />
        </div>
      )}
    </Show>
  );
}
