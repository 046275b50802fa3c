import CircleDot from "lucide-solid/icons/circle-dot";
import FolderOpen from "lucide-solid/icons/folder-open";
import Mic from "lucide-solid/icons/mic";
import Video from "lucide-solid/icons/video";
import { createSignal, Show } from "solid-js";
import { tf } from "../../attachment/file-words.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";
import { addFiles, pickFiles } from "./composer-files.tsx";
import { ComposerPlace } from "./composer-place.tsx";

const RecordDialog = lazyPart(() => import("../../attachment/record-dialog.tsx").then((file) => file.RecordDialog));

/** A place of the bar for what can be chosen as a file or recorded here and now. */
export function RecordingPlace(props: { kind: "audio" | "video" }) {
  const composer = useComposer();
  const [recording, setRecording] = createSignal(false);
  return (
    <>
      <Menu
        placement="top-start"
        trigger={(trigger) => (
          <ComposerPlace {...trigger} label={t(`composer.bar.${props.kind}`)}>
            <Show when={props.kind === "audio"} fallback={<Video />}>
              <Mic />
            </Show>
          </ComposerPlace>
        )}
      >
        <MenuItem icon={<CircleDot />} onSelect={() => setRecording(true)}>
          {tf(`record.${props.kind}`)}
        </MenuItem>
        <MenuItem icon={<FolderOpen />} onSelect={() => pickFiles(composer, `${props.kind}/*`)}>
          {tf("record.choose")}
        </MenuItem>
      </Menu>
      <Show when={recording()}>
        <RecordDialog
          kind={props.kind}
          onFile={(file) => addFiles(composer.uploads, [file])}
          onClose={() => setRecording(false)}
        />
      </Show>
    </>
  );
}
