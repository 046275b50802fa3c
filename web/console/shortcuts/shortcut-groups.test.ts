import { expect, it } from "vitest";
import { shortcutGroups } from "./shortcut-groups.ts";

const shortcut = (keys: string, label: string, group?: string) => ({
  keys,
  label: () => label,
  group: group === undefined ? undefined : () => group,
  run: () => undefined,
});

it("lists shortcuts under their headings, two keys for one thing in one line, no key twice", () => {
  const groups = shortcutGroups(
    [
      shortcut("Shift+Slash", "Show", "Everywhere"),
      shortcut("Shift+IntlRo", "Show", "Everywhere"),
      shortcut("Slash", "Search", "Live Chat"),
      shortcut("Mod+KeyK", "Search", "Live Chat"),
      shortcut("Escape", "Close"),
    ],
    "Everywhere",
  );
  expect(groups).toEqual([
    {
      title: "Everywhere",
      lines: [
        { label: "Show", keys: ["Shift+Slash"] },
        { label: "Close", keys: ["Escape"] },
      ],
    },
    { title: "Live Chat", lines: [{ label: "Search", keys: ["Slash", "Mod+KeyK"] }] },
  ]);
});
