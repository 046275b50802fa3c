import Archive from "lucide-solid/icons/file-archive";
import FileIcon from "lucide-solid/icons/file";
import FileText from "lucide-solid/icons/file-text";
import Film from "lucide-solid/icons/film";
import Image from "lucide-solid/icons/image";
import Music from "lucide-solid/icons/music";
import SquareTerminal from "lucide-solid/icons/square-terminal";
import { type Component, createComponent, Show } from "solid-js";
import type { FileKind } from "#protocol/attachment";
import { endingOf } from "./file-words.ts";
import "./file-sheet.css";

const icons = {
  image: Image,
  video: Film,
  audio: Music,
  document: FileText,
  archive: Archive,
  program: SquareTerminal,
  other: FileIcon,
} satisfies Record<FileKind, Component>;

/** A small sheet that says what a file is, with the ending of its name. */
export function FileSheet(props: { name: string; kind: FileKind }) {
  return (
    <span class="file-sheet" data-kind={props.kind} aria-hidden="true">
      {createComponent(icons[props.kind], {})}
      <Show when={endingOf(props.name)}>{(ending) => <b>{ending()}</b>}</Show>
    </span>
  );
}
