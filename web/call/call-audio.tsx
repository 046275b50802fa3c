import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import type { CallRoom } from "./call-room.ts";
import { tc } from "./call-words.ts";

/**
 * What the others say. Apart from their pictures, which come and go: a browser decodes no sound that is played nowhere. Where the
 * browser plays nothing before a press, a button asks for one.
 */
export function CallAudio(props: { room: CallRoom }) {
  const [blocked, setBlocked] = createSignal(false);
  const elements = new Set<HTMLAudioElement>();
  const ids = createMemo(() => props.room.peers().map(({ peer }) => peer));

  const play = (element: HTMLAudioElement) =>
    element.play().then(
      () => setBlocked(false),
      (error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") setBlocked(true);
      },
    );

  return (
    <>
      <For each={ids()}>
        {(id) => {
          const microphone = createMemo(() => props.room.peer(id)?.tracks.microphone);
          const screenAudio = createMemo(() => props.room.peer(id)?.tracks.screenAudio);
          const attach = (element: HTMLAudioElement) => {
            elements.add(element);
            createEffect(() => {
              const tracks = [microphone(), screenAudio()].filter((track) => track !== undefined);
              element.srcObject = new MediaStream(tracks);
              void play(element);
            });
            createEffect(() => {
              element.muted = props.room.held();
            });
            createEffect(() => {
              const speaker = props.room.devices.chosen().speaker;
              if (speaker !== null && "setSinkId" in element) void element.setSinkId(speaker).catch(() => undefined);
            });
          };
          return <audio class="ui-hidden" autoplay data-peer={id} ref={attach} />;
        }}
      </For>
      <Show when={blocked()}>
        <Button variant="primary" size="sm" onClick={() => elements.forEach((element) => void play(element))}>
          {tc("call.playSound")}
        </Button>
      </Show>
    </>
  );
}
