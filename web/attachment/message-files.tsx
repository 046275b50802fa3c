import Download from "lucide-solid/icons/download";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { presentationOf } from "#domain/attachment/attachment";
import type { Attachment } from "#protocol/attachment";
import { lazyPart } from "../ui/part.tsx";
import { downloadAddress, useFileAccess } from "./file-context.tsx";
import { FileSheet } from "./file-sheet.tsx";
import { sizeText, tf } from "./file-words.ts";
import { FilePlayer } from "./file-player.tsx";
import "./message-files.css";

const Viewer = lazyPart(() => import("./image-viewer.tsx").then((file) => file.ImageViewer));

/** The files of a message: images as pictures that open large, video and audio in place, the rest with name, kind and size. */
export function MessageFiles(props: { files: readonly Attachment[] }) {
  const images = createMemo(() => props.files.filter((file) => presentationOf(file) === "image"));
  const others = createMemo(() => props.files.filter((file) => presentationOf(file) !== "image"));
  const [opened, setOpened] = createSignal<string | null>(null);
  return (
    <div class="message-files">
      <Show when={images().length > 0}>
        <div class="message-images" data-count={Math.min(images().length, 3)}>
          <For each={images()}>
            {(file) => <Picture file={file} alone={images().length === 1} onOpen={() => setOpened(file.id)} />}
          </For>
        </div>
      </Show>
      <For each={others()}>
        {(file) => (
          <Switch fallback={<FileCard file={file} />}>
            <Match when={presentationOf(file) === "video" || presentationOf(file) === "audio"}>
              <FilePlayer file={file} fallback={<FileCard file={file} />} />
            </Match>
          </Switch>
        )}
      </For>
      <Show when={opened()}>{(id) => <Viewer images={images()} first={id()} onClose={() => setOpened(null)} />}</Show>
    </div>
  );
}

/** Has its place before it has loaded. */
function Picture(props: { file: Attachment; alone: boolean; onOpen: () => void }) {
  const access = useFileAccess();
  const [tries, setTries] = createSignal(0);
  const width = () => props.file.width ?? 4;
  const height = () => props.file.height ?? 3;
  const source = () => access.address(props.file.id, props.file.thumbnail === true ? "thumbnail" : "file") ?? undefined;
  const failed = () => {
    if (tries() >= 2) return;
    setTries(tries() + 1);
    access.renew();
  };
  return (
    <button
      type="button"
      class="message-image"
      style={props.alone ? { "aspect-ratio": `${width()} / ${height()}`, "--wide": width() / height() } : {}}
      aria-label={tf("file.open", { name: props.file.name })}
      onClick={() => props.onOpen()}
    >
      <img
        src={source()}
        alt={tf("file.image", { name: props.file.name })}
        decoding="async"
        draggable="false"
        onError={failed}
      />
    </button>
  );
}

function FileCard(props: { file: Attachment }) {
  const access = useFileAccess();
  const address = () => access.address(props.file.id, "file");
  return (
    <a
      class="message-file"
      href={downloadAddress(address())}
      download={props.file.name}
      aria-label={tf("file.download", { name: props.file.name })}
    >
      <FileSheet name={props.file.name} kind={props.file.kind} />
      <span class="message-file-words">
        <span class="ui-truncate" dir="auto">
          {props.file.name}
        </span>
        <small>
          {sizeText(props.file.size)}
          <Show when={props.file.kind === "image" && props.file.width === undefined}> · {tf("file.tooLarge")}</Show>
        </small>
      </span>
      <Download class="message-file-save" />
    </a>
  );
}
