import Paperclip from "lucide-solid/icons/paperclip";
import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import type { Attachment } from "#protocol/attachment";
import { chooseFiles, FileDrop } from "../../attachment/file-drop.tsx";
import { FileTray } from "../../attachment/file-tray.tsx";
import { sizeText, tf } from "../../attachment/file-words.ts";
import type { Outgoing } from "../../store/upload-store.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { askUploadLimits } from "../conversation/conversation-uploads.ts";
import { createStoredUploads, storedLimits, storedPicture } from "./stored-files.ts";
import "./stored-file-field.css";

/**
 * Files that the workspace keeps with one message, of a block or of a flow. `onChange` hears of what has arrived or was taken away, and
 * how many are still on their way. They can be dropped on the element around it, which must be positioned.
 */
export function StoredFileField(props: {
  files: readonly Attachment[];
  onChange: (files: Attachment[], pending: number) => void;
  add: string;
  /** How large a file may be, in words. */
  limit: (size: string) => string;
  /** Between the files and the buttons. */
  children?: JSX.Element;
  /** Further buttons. */
  buttons?: JSX.Element;
}) {
  const uploads = createStoredUploads();
  const [pending, setPending] = createSignal(0);
  void askUploadLimits();
  onCleanup(() => {
    for (const { id } of uploads.tray()) uploads.remove(id);
  });

  const add = (files: readonly File[]) => {
    const room = storedLimits().count - props.files.length - uploads.tray().length;
    uploads.add(files.slice(0, Math.max(0, room)));
    if (files.length > room) showToast({ kind: "danger", text: tf("tray.tooMany", { count: storedLimits().count }) });
  };
  // What has arrived belongs to the message; the rest is on its way, or has failed.
  createEffect(
    on(uploads.tray, (tray) => {
      const arrived = tray.flatMap(({ state }) => (state.kind === "done" ? [state.attachment] : []));
      const left = tray.length - arrived.length;
      if (arrived.length > 0 || left !== pending()) {
        setPending(left);
        props.onChange([...props.files, ...arrived], left);
      }
      for (const { id } of arrived) uploads.release(id);
    }),
  );
  const shown = () => [...props.files.map(keptFile), ...uploads.tray()];
  const remove = (id: string) => {
    const left = props.files.filter((file) => file.id !== id);
    if (left.length < props.files.length) props.onChange(left, pending());
    else uploads.remove(id);
  };

  return (
    <>
      <FileDrop onFiles={add} />
      <div class="stored-file-field">
        <Show when={shown().length > 0}>
          <FileTray files={shown()} limits={storedLimits()} onRemove={remove} onRetry={uploads.retry} />
        </Show>
        {props.children}
        <div class="stored-file-field-adds">
          <Button size="sm" variant="ghost" icon={<Paperclip />} onClick={() => chooseFiles("", add)}>
            {props.add}
          </Button>
          <small class="stored-file-field-limit">{props.limit(sizeText(storedLimits().bytes))}</small>
          {props.buttons}
        </div>
      </div>
    </>
  );
}

/** A file that is there, as the tray shows files. */
function keptFile(file: Attachment): Outgoing {
  const { id, name, size, kind } = file;
  return { id, name, size, kind, picture: storedPicture(file), state: { kind: "done", attachment: file } };
}
