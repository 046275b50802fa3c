import { createShortcut } from "../../ui/shortcut.ts";
import { t } from "../console-intl.ts";

/**
 * The shortcuts that hold on every screen. Live Chat makes its own while it stands. "?" stands on another key of Brazilian
 * keyboards.
 */
export function createConsoleShortcuts(options: { onShortcuts: () => void }): void {
  for (const keys of ["Shift+Slash", "Shift+IntlRo", "Mod+Slash"]) {
    createShortcut({
      keys,
      label: () => t("shortcuts.open"),
      group: () => t("shortcuts.general"),
      run: options.onShortcuts,
    });
  }
}
