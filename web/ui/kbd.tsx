import { For } from "solid-js";
import { keyLabels } from "./key-label.ts";
import "./kbd.css";

/** A shortcut as keys: `keys` like "Mod+Shift+KeyD" (see shortcut.ts). Hidden from screen readers: aria-keyshortcuts says it there. */
export function Kbd(props: { keys: string }) {
  return (
    <span class="ui-kbd" aria-hidden="true">
      <For each={keyLabels(props.keys)}>{(label) => <kbd>{label}</kbd>}</For>
    </span>
  );
}
