import Phone from "lucide-solid/icons/phone";
import Video from "lucide-solid/icons/video";
import { createEffect, createSignal, on, Show } from "solid-js";
import type { CallPurpose } from "#protocol/call";
import { browserEnvironment } from "../../connection/environment.ts";
import { tc } from "../../call/call-words.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { currentCall } from "./call-now.ts";
import { useFrame } from "./frame-state.ts";

/**
 * Asks the team for a call. A call belongs to a conversation: who has none yet says in a first message what they want. What follows
 * is drawn by CallPanel.
 */
export function CallAsk() {
  const { store } = useFrame();
  const [wanted, setWanted] = createSignal<CallPurpose | null>(null);
  const ready = () => store.connection().kind === "ready";

  const ask = (purpose: CallPurpose) => {
    setWanted(purpose);
    if (store.phase() === "none") store.send(tc("call.firstWords"));
  };
  createEffect(
    on([wanted, ready], ([purpose, isReady]) => {
      if (purpose === null || !isReady) return;
      setWanted(null);
      store.say({ kind: "call", id: browserEnvironment().newId(), act: { do: "request", purpose } });
    }),
  );

  return (
    <Show when={currentCall(store) === null}>
      <IconButton label={tc("call.callAudio")} disabled={wanted() !== null} onClick={() => ask("audio")}>
        <Phone />
      </IconButton>
      <IconButton label={tc("call.callVideo")} disabled={wanted() !== null} onClick={() => ask("video")}>
        <Video />
      </IconButton>
    </Show>
  );
}
