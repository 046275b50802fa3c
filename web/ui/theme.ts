import { createSignal } from "solid-js";

export type ThemeChoice = "system" | "light" | "dark";

// theme-boot.ts reads the same key before anything else has loaded.
const KEY = "fala.theme";

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

const [choice, setChoice] = createSignal<ThemeChoice>(stored());

/** What was chosen: the system's theme, or one of the two. */
export const theme = choice;

function show(next: ThemeChoice): void {
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  setChoice(next);
}

/** Changes the theme now and for the next visit; other tabs of the console follow (see followTheme). */
export function chooseTheme(next: ThemeChoice): void {
  show(next);
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Not kept: the choice holds until the page is left.
  }
}

/** Applies what other tabs choose. Call once at start; returns how to stop. */
export function followTheme(): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) show(stored());
  };
  addEventListener("storage", follow);
  return () => removeEventListener("storage", follow);
}
