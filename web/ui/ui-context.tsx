import { createContext, useContext } from "solid-js";
import type { JSX } from "solid-js";

/**
 * Every text that a component of this folder needs for itself. The application brings them from its catalogue,
 * under `ui.<word>`: this folder knows no language.
 */
export type UiWord =
  | "close"
  | "clear"
  | "dismiss"
  | "loading"
  | "retry"
  | "search"
  | "noResults"
  | "notifications"
  | "showPassword"
  | "hidePassword"
  | "justNow";

type Ui = { locale: () => string; word: (word: UiWord) => string };

const UiContext = createContext<Ui>();

/** Stands around the whole application: gives the components their words and the locale for Intl. */
export function UiProvider(props: {
  /** BCP 47 tag for Intl formatting. */
  locale: string;
  word: (word: UiWord) => string;
  children: JSX.Element;
}) {
  const ui: Ui = { locale: () => props.locale, word: (word) => props.word(word) };
  return <UiContext.Provider value={ui}>{props.children}</UiContext.Provider>;
}

/** The words and locale of the nearest UiProvider. Throws outside one, so that no component falls back to English. */
export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("useUi must be used within UiProvider");
  return ui;
}
