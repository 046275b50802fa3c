import RotateCw from "lucide-solid/icons/rotate-cw";
import X from "lucide-solid/icons/x";
import { createEffect, For, Match, on, Show, Switch } from "solid-js";
import type { UploadLimits } from "#protocol/attachment";
import type { ErrorCode } from "#protocol/error";
import { Progress } from "../ui/progress.tsx";
import type { Outgoing } from "../store/upload-store.ts";
import { FileSheet } from "./file-sheet.tsx";
import { sizeText, tf } from "./file-words.ts";
import "./file-tray.css";

/** The files of a message that is not sent yet: each with how far it has come, and what can be done about it. */
export function FileTray(props: {
  files: readonly Outgoing[];
  limits: UploadLimits;
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
}) {
  let list!: HTMLUListElement;
  // What was chosen last is seen, however many there are.
  createEffect(
    on(
      () => props.files.length,
      (now, before = 0) => {
        if (now > before) list.scrollTop = list.scrollHeight;
      },
    ),
  );
  return (
    <ul class="file-tray" aria-label={tf("tray.label")} ref={list}>
      {/* By id, so that a chip stays the same element while its file moves. */}
      <For each={props.files.map(({ id }) => id)}>
        {(id) => (
          <Show when={props.files.find((file) => file.id === id)}>
            {(file) => <Chip file={file()} limits={props.limits} onRemove={props.onRemove} onRetry={props.onRetry} />}
          </Show>
        )}
      </For>
    </ul>
  );
}

function Chip(props: {
  file: Outgoing;
  limits: UploadLimits;
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
}) {
  const state = () => props.file.state;
  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : null;
  };
  const waits = () => {
    const now = state();
    return now.kind === "sending" && now.waiting;
  };
  const share = () => {
    const now = state();
    return now.kind === "sending" ? now.sent / Math.max(1, props.file.size) : now.kind === "done" ? 1 : 0;
  };
  const words = () => {
    const now = state();
    const [percent, size] = [Math.floor(share() * 100), sizeText(props.file.size)];
    if (now.kind === "preparing") return tf("tray.preparing");
    if (now.kind === "failed") return whyText(now.code, props.limits);
    if (now.kind === "done") return tf("tray.done", { size });
    if (waits()) return tf("tray.waiting");
    return now.speed === null
      ? tf("tray.sending", { percent, size })
      : tf("tray.speed", { percent, size, speed: sizeText(now.speed) });
  };
  return (
    <li class="file-chip" data-state={state().kind}>
      <Show when={props.file.picture} fallback={<FileSheet name={props.file.name} kind={props.file.kind} />}>
        {(picture) => <img class="file-chip-picture" src={picture()} alt="" />}
      </Show>
      <span class="file-chip-words">
        <span class="ui-truncate" dir="auto" title={props.file.name}>
          {props.file.name}
        </span>
        <Switch fallback={<small data-waits={waits() ? "" : undefined}>{words()}</small>}>
          <Match when={failed()}>
            <small role="alert">{words()}</small>
          </Match>
        </Switch>
        <Show when={state().kind === "sending" || state().kind === "preparing"}>
          <Progress label={props.file.name} done={share()} total={1} />
        </Show>
      </span>
      <Show when={failed() !== null && canRetry(failed()?.code)}>
        <button
          type="button"
          aria-label={tf("tray.retry", { name: props.file.name })}
          onClick={() => props.onRetry(props.file.id)}
        >
          <RotateCw />
        </button>
      </Show>
      <button
        type="button"
        aria-label={tf("tray.remove", { name: props.file.name })}
        onClick={() => props.onRemove(props.file.id)}
      >
        <X />
      </button>
    </li>
  );
}

/** The same file again cannot become another one. */
function canRetry(code: ErrorCode | undefined): boolean {
  return code !== "file_empty" && code !== "file_too_large" && code !== "file_kind_refused" && code !== "uploads_off";
}

/** Why a file was not sent, and what to do. */
export function whyText(code: ErrorCode, limits: UploadLimits): string {
  switch (code) {
    case "file_too_large":
      return tf("why.file_too_large", { size: sizeText(limits.bytes) });
    case "file_empty":
    case "file_kind_refused":
    case "files_too_many":
    case "upload_incomplete":
    case "uploads_off":
    case "attachment_unknown":
    case "unavailable":
      return tf(`why.${code}`);
    default:
      return tf("why.other");
  }
}
