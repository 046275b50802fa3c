import { Show } from "solid-js";
import { chooseFiles, pastedFiles } from "../../attachment/file-drop.tsx";
import { tf } from "../../attachment/file-words.ts";
import { showToast } from "../../ui/toast.tsx";
import type { Attachment } from "#protocol/attachment";
import { storedPicture } from "../attachment/stored-files.ts";
import type { Composer, Enclosure } from "./composer-context.tsx";
import { FileTray } from "./conversation-parts.ts";
import { type ConversationUploads, uploadLimits } from "./conversation-uploads.ts";

/** The files of the next message, as the composer shows them. Send takes them itself: a message waits for its uploads. */
export function filesEnclosure(uploads: ConversationUploads): Enclosure {
  return {
    View: () => (
      <Show when={uploads.tray().length > 0}>
        <FileTray files={uploads.tray()} limits={uploadLimits()} onRemove={uploads.remove} onRetry={uploads.retry} />
      </Show>
    ),
    some: () => uploads.tray().length > 0,
    obstacle: () => null,
    take: () => ({}),
  };
}

/** Adds files to the next message, and says when some did not fit. */
export function addFiles(uploads: ConversationUploads, files: readonly File[]): void {
  if (files.length > 0 && uploads.add(files) > 0) tooMany();
}

/** The same for files that the workspace keeps. */
export function addStoredFiles(uploads: ConversationUploads, files: readonly Attachment[]): void {
  if (files.length > 0 && uploads.addStored(files, storedPicture) > 0) tooMany();
}

function tooMany(): void {
  showToast({ kind: "danger", text: tf("tray.tooMany", { count: uploadLimits().count }) });
}

export function pasteFiles(uploads: ConversationUploads, event: ClipboardEvent): void {
  const files = pastedFiles(event);
  if (files.length === 0) return;
  event.preventDefault();
  addFiles(uploads, files);
}

/** The browser's own picker; what was chosen is in the composer, and so is the focus. */
export function pickFiles({ uploads, focus }: Pick<Composer, "uploads" | "focus">, accept: string): void {
  chooseFiles(accept, (files) => {
    addFiles(uploads, files);
    focus();
  });
}
