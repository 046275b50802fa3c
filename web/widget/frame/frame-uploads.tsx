import { Show } from "solid-js";
import { defaultUploadLimits } from "#domain/attachment/attachment";
import type { UploadLimits } from "#protocol/attachment";
import { filePaths } from "#protocol/file-paths";
import { FileTray } from "../../attachment/file-tray.tsx";
import { tf } from "../../attachment/file-words.ts";
import { prepareFile } from "../../attachment/prepare-file.ts";
import { createUploadStore, type UploadStore } from "../../store/upload-store.ts";
import { Button } from "../../ui/button.tsx";
import type { Frame } from "./frame-state.ts";

/** What a customer sends with one place of the panel. Where nothing is said of `kinds`, those of the site. */
export function makeFrameUploads({ config, store }: Frame, kinds: UploadLimits["kinds"] = []) {
  const limits = (): UploadLimits => {
    const most = config.uploads ?? defaultUploadLimits;
    return kinds.length === 0 ? most : { ...most, kinds: most.kinds.filter((kind) => kinds.includes(kind)) };
  };
  const uploads = createUploadStore<string>({
    at: () => filePaths.attachments(store.files.conversation()),
    limits,
    prepare: prepareFile,
    token: store.files.token,
    deliver: (text, attachments) => store.send(text, attachments),
  });
  // What was chosen is gone with the page: the browser asks before it leaves.
  const stop = new AbortController();
  const isOpen = () => uploads.tray().length > 0 || uploads.parcels().length > 0;
  addEventListener("beforeunload", (event) => isOpen() && event.preventDefault(), { signal: stop.signal });
  return { uploads, limits, stop: () => stop.abort() };
}

/** The message that waits for its files: how far they are, and the way back. */
export function FrameParcel(props: { uploads: UploadStore<string>; limits: UploadLimits }) {
  return (
    <Show when={props.uploads.parcels()[0]}>
      {(parcel) => (
        <div class="frame-parcel" role="status">
          <p>
            <span class="ui-truncate">{parcel().words}</span>
            <small>{tf("parcel.sending", { count: parcel().files.length })}</small>
            <Button size="sm" variant="ghost" onClick={() => props.uploads.discard(parcel().id)}>
              {tf("parcel.discard")}
            </Button>
          </p>
          <FileTray
            files={parcel().files.flatMap((id) => props.uploads.file(id) ?? [])}
            limits={props.limits}
            onRemove={props.uploads.remove}
            onRetry={props.uploads.retry}
          />
        </div>
      )}
    </Show>
  );
}

/** What is chosen and not sent yet. `left`: how many were left out because a message has no room for them. */
export function FrameTray(props: { uploads: UploadStore<string>; limits: UploadLimits; left: number }) {
  return (
    <Show when={props.uploads.tray().length > 0}>
      <FileTray
        files={props.uploads.tray()}
        limits={props.limits}
        onRemove={props.uploads.remove}
        onRetry={props.uploads.retry}
      />
      <Show when={props.left > 0}>
        <p class="frame-files-left" role="alert">
          {tf("tray.tooMany", { count: props.limits.count })}
        </p>
      </Show>
    </Show>
  );
}
