import { createSignal, onCleanup, onMount } from "solid-js";
import { isApple } from "./key-label.ts";

export type Shortcut = {
  /**
   * Modifiers and one physical key, joined by "+": "Mod+KeyK", "KeyJ", "Shift+Slash". Mod is Command on Apple machines,
   * Ctrl elsewhere. The key is a `KeyboardEvent.code`, so that it is the same key on every keyboard layout.
   */
  keys: string;
  /** What it does, for the list of shortcuts. Read when the list is shown, so a change of language reaches it. */
  label: () => string;
  /** Heading in that list. */
  group?: (() => string) | undefined;
  run: (event: KeyboardEvent) => void;
  /** Off while this is false. */
  when?: (() => boolean) | undefined;
  /** Also while somebody types, although there is no modifier (Escape, for example). */
  whileTyping?: boolean | undefined;
};

const [registered, setRegistered] = createSignal<readonly Shortcut[]>([]);

/** All shortcuts that hold now, in the order they were made: for a dialog that lists them. */
export function shortcuts(): readonly Shortcut[] {
  return registered();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["button", "checkbox", "radio", "submit", "reset", "range"].includes(target.type)
  );
}

function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const mod = parts.includes("Mod");
  const apple = isApple();
  return (
    parts[parts.length - 1] === event.code &&
    event.shiftKey === parts.includes("Shift") &&
    event.altKey === parts.includes("Alt") &&
    event.metaKey === (mod && apple) &&
    event.ctrlKey === (mod && !apple)
  );
}

const press = (event: KeyboardEvent) => {
  // A press that something nearer has taken, that repeats, or that belongs to an input method is not for us.
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  const typing = isTyping(event.target);
  // The latest wins: a dialog's shortcut stands over the page's.
  const found = registered().findLast(
    (shortcut) =>
      matches(event, shortcut.keys) &&
      (!typing || shortcut.whileTyping === true || /Mod|Alt/.test(shortcut.keys)) &&
      (shortcut.when === undefined || shortcut.when()),
  );
  if (!found) return;
  event.preventDefault();
  found.run(event);
};

/** Holds a shortcut as long as the calling component is mounted. A bare key does nothing while somebody types. */
export function createShortcut(shortcut: Shortcut): void {
  onMount(() => {
    if (registered().length === 0) document.addEventListener("keydown", press);
    setRegistered((all) => [...all, shortcut]);
  });
  onCleanup(() => {
    setRegistered((all) => all.filter((other) => other !== shortcut));
    if (registered().length === 0) document.removeEventListener("keydown", press);
  });
}
