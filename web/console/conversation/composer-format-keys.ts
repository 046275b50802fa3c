import { createShortcut } from "../../ui/shortcut.ts";
import { t } from "../console-intl.ts";
import { type FormatChange, toggleLines, toggleMark } from "./composer-format.ts";
import { replaceRange } from "./composer-insert.ts";

/** The keys that form a text while `field` has the focus: marks around words, and signs before lines. */
export function createFormatKeys(field: () => HTMLTextAreaElement | undefined): void {
  const change = (make: (text: string, from: number, to: number) => FormatChange) => () => {
    const text = field();
    if (!text) return;
    const { start, end, words, selection } = make(text.value, text.selectionStart, text.selectionEnd);
    replaceRange(text, start, end, words);
    text.setSelectionRange(...selection);
  };
  const mark = (sign: string) => change((text, from, to) => toggleMark(text, from, to, sign));
  const lines = (kind: "list" | "steps" | "quote") => change((text, from, to) => toggleLines(text, from, to, kind));
  const keys = [
    ["Mod+KeyB", "composer.format.bold", mark("**")],
    ["Mod+KeyI", "composer.format.italic", mark("*")],
    ["Mod+Shift+KeyX", "composer.format.struck", mark("~~")],
    ["Mod+KeyE", "composer.format.code", mark("`")],
    ["Mod+Shift+Digit8", "composer.format.list", lines("list")],
    ["Mod+Shift+Digit7", "composer.format.steps", lines("steps")],
    ["Mod+Shift+Digit9", "composer.format.quote", lines("quote")],
  ] as const;
  for (const [pressed, label, run] of keys) {
    createShortcut({
      keys: pressed,
      label: () => t(label),
      group: () => t("composer.format"),
      when: () => field() !== undefined && document.activeElement === field(),
      run,
    });
  }
}
