import Mic from "lucide-solid/icons/mic";
import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import Square from "lucide-solid/icons/square";
import X from "lucide-solid/icons/x";
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { Portal } from "solid-js/web";
import { type Recorder, type RecordingProblem, startRecording } from "../media/recorder.ts";
import { Button } from "../ui/button.tsx";
import { lengthText, tf } from "./file-words.ts";
import "./record-dialog.css";

type Stage =
  | { kind: "asking" }
  | { kind: "recording"; recorder: Recorder }
  | { kind: "preview"; file: File; address: string }
  | { kind: "refused"; problem: RecordingProblem };

/** Records sound or a film: with its level, pauses, a look at what became of it, and a way to throw it away. Asks for the devices at once. */
export function RecordDialog(props: { kind: "audio" | "video"; onFile: (file: File) => void; onClose: () => void }) {
  let dialog: HTMLDialogElement | undefined;
  const [stage, setStage] = createSignal<Stage>({ kind: "asking" });
  const [now, setNow] = createSignal({ level: 0, seconds: 0, paused: false });
  let left = false;
  let frame = 0;

  const recording = () => {
    const at = stage();
    return at.kind === "recording" ? at.recorder : null;
  };
  const preview = () => {
    const at = stage();
    return at.kind === "preview" ? at : null;
  };
  const refused = () => {
    const at = stage();
    return at.kind === "refused" ? at.problem : null;
  };
  const look = () => {
    const recorder = recording();
    if (recorder === null) return;
    setNow({ level: recorder.level(), seconds: recorder.seconds(), paused: recorder.paused() });
    frame = requestAnimationFrame(look);
  };
  const letGo = () => {
    cancelAnimationFrame(frame);
    recording()?.discard();
    const made = preview();
    if (made !== null) URL.revokeObjectURL(made.address);
  };
  const start = async () => {
    letGo();
    setStage({ kind: "asking" });
    const begun = await startRecording(props.kind);
    if (left) {
      if (begun.ok) begun.value.discard();
      return;
    }
    setStage(begun.ok ? { kind: "recording", recorder: begun.value } : { kind: "refused", problem: begun.problem });
    look();
  };
  const stop = async () => {
    const recorder = recording();
    if (recorder === null) return;
    cancelAnimationFrame(frame);
    const file = await recorder.stop();
    setStage({ kind: "preview", file, address: URL.createObjectURL(file) });
  };
  const toggle = () => {
    const recorder = recording();
    if (recorder?.paused()) recorder.resume();
    else recorder?.pause();
  };
  const add = () => {
    const made = preview();
    if (made === null) return;
    props.onFile(made.file);
    dialog?.close();
  };
  onMount(() => {
    dialog?.showModal();
    void start();
  });
  onCleanup(() => {
    left = true;
    letGo();
  });

  return (
    <Portal>
      <dialog
        ref={(made) => (dialog = made)}
        class="record-dialog"
        aria-label={tf(`record.${props.kind}`)}
        onClose={() => props.onClose()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <header>
          <h2>{tf(`record.${props.kind}`)}</h2>
          <button type="button" aria-label={tf("viewer.close")} onClick={() => dialog?.close()}>
            <X />
          </button>
        </header>
        <div class="record-stage" data-kind={props.kind}>
          <Switch fallback={<Mic class="record-asking" />}>
            <Match when={refused()}>{(problem) => <p role="alert">{tf(`record.${problem()}`)}</p>}</Match>
            <Match when={preview()}>
              {(made) => (
                <Show
                  when={props.kind === "video"}
                  fallback={<audio controls src={made().address} aria-label={made().file.name} />}
                >
                  <video controls playsinline src={made().address} aria-label={made().file.name} />
                </Show>
              )}
            </Match>
            <Match when={recording()}>
              {(recorder) => (
                <>
                  <Show when={props.kind === "video"}>
                    <video
                      ref={(player) => {
                        player.srcObject = recorder().stream;
                        player.muted = true;
                        void player.play();
                      }}
                      class="record-mirror"
                      playsinline
                    />
                  </Show>
                  <div class="record-state">
                    <span class="record-dot" data-paused={now().paused ? "" : undefined} />
                    <output class="record-time">{lengthText(Math.floor(now().seconds))}</output>
                    <meter class="record-level" min="0" max="1" value={now().level} aria-label={tf("record.level")} />
                  </div>
                </>
              )}
            </Match>
          </Switch>
        </div>
        <footer>
          <Switch>
            <Match when={recording()}>
              <Button icon={now().paused ? <Play /> : <Pause />} onClick={toggle}>
                {now().paused ? tf("record.resume") : tf("record.pause")}
              </Button>
              <Button variant="primary" icon={<Square />} onClick={() => void stop()}>
                {tf("record.stop")}
              </Button>
            </Match>
            <Match when={preview()}>
              <Button variant="ghost" onClick={() => dialog?.close()}>
                {tf("record.discard")}
              </Button>
              <Button variant="primary" onClick={add}>
                {tf("record.add")}
              </Button>
            </Match>
            <Match when={refused()}>
              <Button variant="primary" onClick={() => void start()}>
                {tf("file.again")}
              </Button>
            </Match>
          </Switch>
        </footer>
      </dialog>
    </Portal>
  );
}
