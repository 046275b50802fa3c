import FileIcon from "lucide-solid/icons/file";
import Image from "lucide-solid/icons/image";
import Mic from "lucide-solid/icons/mic";
import { createSignal, Show } from "solid-js";
import type { Attachment } from "#protocol/attachment";
import { filePaths } from "#protocol/file-paths";
import { type FileAccess, FileAccessProvider } from "../../attachment/file-context.tsx";
import { chooseFiles, FileDrop } from "../../attachment/file-drop.tsx";
import { startFileWords, tf } from "../../attachment/file-words.ts";
import { MessageFiles } from "../../attachment/message-files.tsx";
import { browserEnvironment } from "../../connection/environment.ts";
import { makeFileGrant } from "../../connection/file-grant.ts";
import { Button } from "../../ui/button.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { type Frame, useFrame } from "./frame-state.ts";
import { FrameParcel, FrameTray, makeFrameUploads } from "./frame-uploads.tsx";
import "./frame-files.css";

const RecordDialog = lazyPart(() => import("../../attachment/record-dialog.tsx").then((file) => file.RecordDialog));

/** All that the frame knows of files. Loads with the first one that is sent or received. */

const accesses = new Map<string, FileAccess>();

/** A customer's addresses of files: with a grant, which is asked for at the first one and again when it does not work any more. */
function accessOf({ store, config }: Frame): FileAccess {
  const conversation = store.files.conversation();
  const known = accesses.get(conversation);
  if (known !== undefined) return known;
  const environment = browserEnvironment();
  const grant = makeFileGrant({ conversation, token: () => store.files.token(), environment });
  const [shown, setShown] = createSignal<string | null>(null);
  const renew = () => void grant.ask().then(setShown);
  // Not before there is something to fetch: the conversation itself may still be on its way.
  let asked = false;
  const access: FileAccess = {
    address(id, part) {
      // Nobody but the site's flow has said anything before there is a conversation.
      if (store.phase() !== "live") return filePaths.openingFile(config.key, id, part);
      const now = shown();
      if (!asked) renew();
      asked = true;
      if (now === null) return null;
      const path = part === "file" ? filePaths.file(conversation, id) : filePaths.thumbnail(conversation, id);
      return `${path}?grant=${now}`;
    },
    renew,
  };
  accesses.set(conversation, access);
  return access;
}

/** The files of a message; of one that is not in the log yet, how many it has. */
function FrameMessageFiles(props: { files: readonly Attachment[] | number }) {
  const access = accessOf(useFrame());
  const files = () => (typeof props.files === "number" ? null : props.files);
  return (
    <Show
      when={files()}
      fallback={<p class="message-files-pending">{tf("parcel.files", { count: Number(props.files) })}</p>}
    >
      {(there) => (
        <FileAccessProvider value={access}>
          <MessageFiles files={there()} />
        </FileAccessProvider>
      )}
    </Show>
  );
}

export async function loadMessageFiles() {
  await startFileWords();
  return FrameMessageFiles;
}

/** What the customer sends: chosen, pasted or dropped, in the composer until it goes. */
export async function makeFrameFiles(frame: Frame) {
  await startFileWords();
  const [left, setLeft] = createSignal(0);
  const { uploads, limits } = makeFrameUploads(frame);
  const add = (files: readonly File[]) => void setLeft(uploads.add(files));
  const [choosing, setChoosing] = createSignal(false);
  const [recording, setRecording] = createSignal(false);
  const pick = (accept: string) => {
    setChoosing(false);
    chooseFiles(accept, add);
  };

  /** Stands over the composer's field: what is chosen, and the messages that wait for their files. */
  const View = () => (
    <>
      <FileDrop whole onFiles={add} />
      <Show when={choosing()}>
        <div
          class="frame-attach"
          role="group"
          aria-label={tf("attach.label")}
          ref={(made) => queueMicrotask(() => made.querySelector("button")?.focus())}
          onKeyDown={(event) => event.key === "Escape" && setChoosing(false)}
          // Whoever goes on writing has no use for it.
          onFocusOut={({ relatedTarget }) => relatedTarget instanceof HTMLTextAreaElement && setChoosing(false)}
        >
          {/* A phone offers its camera here. */}
          <Button size="sm" icon={<Image />} onClick={() => pick("image/*,video/*")}>
            {tf("attach.photo")}
          </Button>
          <Button size="sm" icon={<FileIcon />} onClick={() => pick("")}>
            {tf("attach.file")}
          </Button>
          <Button
            size="sm"
            icon={<Mic />}
            onClick={() => {
              setChoosing(false);
              setRecording(true);
            }}
          >
            {tf("record.audio")}
          </Button>
        </div>
      </Show>
      <Show when={recording()}>
        <RecordDialog kind="audio" onFile={(file) => add([file])} onClose={() => setRecording(false)} />
      </Show>
      <FrameParcel uploads={uploads} limits={limits()} />
      <FrameTray uploads={uploads} limits={limits()} left={left()} />
    </>
  );
  const toggle = () => setChoosing(!choosing());
  return {
    View,
    add,
    choosing,
    toggle,
    some: () => uploads.tray().length > 0,
    send: (text: string) => uploads.send(text),
  };
}

export type FrameFiles = Awaited<ReturnType<typeof makeFrameFiles>>;
