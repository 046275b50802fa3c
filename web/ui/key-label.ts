/** Whether this machine has a Command key where others have Ctrl. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

const names: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Slash: "/",
  Period: ".",
  Comma: ",",
  BracketLeft: "[",
  BracketRight: "]",
  Space: "␣",
  Backspace: "⌫",
};

/** The keys of a shortcut as this machine prints them: "Mod+KeyK" is ["⌘", "K"] or ["Ctrl", "K"]. */
export function keyLabels(keys: string): string[] {
  const apple = isApple();
  return keys.split("+").map((part) => {
    if (part === "Mod") return apple ? "⌘" : "Ctrl";
    if (part === "Shift") return apple ? "⇧" : "Shift";
    if (part === "Alt") return apple ? "⌥" : "Alt";
    return names[part] ?? part.replace(/^(?:Key|Digit)/, "");
  });
}

/** The same for aria-keyshortcuts: "Control+K". */
export function ariaKeys(keys: string): string {
  const apple = isApple();
  return keys
    .split("+")
    .map((part) => {
      if (part === "Mod") return apple ? "Meta" : "Control";
      return part.replace(/^(?:Key|Digit)/, "");
    })
    .join("+");
}
