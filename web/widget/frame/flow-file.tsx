import FileUp from "lucide-solid/icons/file-up";
import { createMemo, createSignal, onCleanup, Show } from "solid-js";
import type { FlowAnswer } from "#protocol/flow";
import { chooseFiles } from "../../attachment/file-drop.tsx";
import { startFileWords } from "../../attachment/file-words.ts";
import { Button } from "../../ui/button.tsx";
import { acceptOf } from "./flow-question.ts";
import { t } from "./flow-intl.ts";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import { FrameParcel, FrameTray, makeFrameUploads } from "./frame-uploads.tsx";
import "./frame-files.css";

/** The control of a question for a file: chosen here, on its way here, and sent as any message with files. Loads with the first such question. */
function FlowFile(props: { answer: Extract<FlowAnswer, { kind: "file" }> }) {
  const frame = useFrame();
  const { uploads, limits, stop } = makeFrameUploads(frame, props.answer.kinds);
  const [left, setLeft] = createSignal(0);
  const kinds = createMemo(() => (props.answer.kinds.length === 0 ? [] : limits().kinds));
  const some = () => uploads.tray().length > 0;
  const isBroken = () => uploads.tray().some(({ state }) => state.kind === "failed");
  onCleanup(() => {
    stop();
    // Nobody asks for it any more.
    for (const { id } of uploads.tray()) uploads.remove(id);
    for (const { id } of uploads.parcels()) uploads.discard(id);
  });
  return (
    <Show when={frame.config.uploads} fallback={<p class="flow-hint">{t("flow.filesOff")}</p>}>
      <div class="flow-file" role="group" aria-label={t("flow.file")}>
        <FrameTray uploads={uploads} limits={limits()} left={left()} />
        <FrameParcel uploads={uploads} limits={limits()} />
        <Show when={uploads.parcels().length === 0}>
          <div class="flow-file-buttons">
            <Button
              icon={<FileUp />}
              variant={some() ? "secondary" : "primary"}
              onClick={() => chooseFiles(acceptOf(kinds()), (files) => setLeft(uploads.add(files)))}
            >
              {t(some() ? "flow.fileMore" : "flow.file")}
            </Button>
            <Show when={some()}>
              <Button variant="primary" disabled={isBroken()} onClick={() => uploads.send("")}>
                {t("flow.send")}
              </Button>
            </Show>
          </div>
          <Show when={kinds().length > 0}>
            <p class="flow-hint">
              {t("flow.fileKinds", {
                kinds: intl.list(
                  kinds().map((kind) => t(`flow.file.${kind}`)),
                  { type: "disjunction" },
                ),
              })}
            </p>
          </Show>
        </Show>
      </div>
    </Show>
  );
}

export async function loadFlowFile() {
  await startFileWords();
  return FlowFile;
}
