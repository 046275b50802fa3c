/** What a key press in the composer means. `line` and null are left to the browser. */
export type ComposerKey = "send" | "send_done" | "line" | "edit_last" | null;

export type ComposerPress = Pick<
  KeyboardEvent,
  "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode"
>;

/**
 * Enter sends, Shift+Enter begins a line, Ctrl or ⌘ with Shift+Enter sends and marks as done, the arrow up in an empty
 * field changes the own last message. While an input method composes a word, every key is its own (Safari ends the
 * composition before the Enter that ends it: that one has the key code 229).
 */
export function composerKey(press: ComposerPress, isEmpty: boolean): ComposerKey {
  if (press.isComposing || press.keyCode === 229) return null;
  if (press.key === "ArrowUp") {
    const alone = !press.shiftKey && !press.ctrlKey && !press.metaKey && !press.altKey;
    return isEmpty && alone ? "edit_last" : null;
  }
  if (press.key !== "Enter" || press.altKey) return null;
  const mod = press.ctrlKey || press.metaKey;
  if (mod) return press.shiftKey ? "send_done" : "send";
  return press.shiftKey ? "line" : "send";
}
