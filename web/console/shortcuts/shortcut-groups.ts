import type { Shortcut } from "../../ui/shortcut.ts";

/** One line of the list: what it does, and every key that does it. */
export type ShortcutLine = { label: string; keys: string[] };
export type ShortcutGroup = { title: string; lines: ShortcutLine[] };

/** The shortcuts that hold now, by their headings in the order in which they were made; two keys for one thing stand in one line. */
export function shortcutGroups(shortcuts: readonly Shortcut[], other: string): ShortcutGroup[] {
  const groups = new Map<string, Map<string, string[]>>();
  for (const shortcut of shortcuts) {
    const title = shortcut.group?.() ?? other;
    const lines = groups.get(title) ?? new Map<string, string[]>();
    groups.set(title, lines);
    const keys = lines.get(shortcut.label()) ?? [];
    // The same sign on another keyboard's key is nothing to read about twice.
    if (!keys.includes(shortcut.keys) && !shortcut.keys.includes("Intl"))
      lines.set(shortcut.label(), [...keys, shortcut.keys]);
  }
  return [...groups].map(([title, lines]) => ({ title, lines: [...lines].map(([label, keys]) => ({ label, keys })) }));
}
