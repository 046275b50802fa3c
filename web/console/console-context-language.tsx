import { flatten, translator, type BaseRecordDict, type Flatten, type Translator } from "@solid-primitives/i18n";
import { createContext, createEffect, createMemo, createSignal, useContext, type JSX } from "solid-js";
import { languageFor, languages, type Language } from "../intl/language.ts";

type LanguageContext = {
  /** What is on the screen now. */
  language: () => Language;
  /** What was chosen; null: the browser decides. */
  chosen: () => Language | null;
  /** Holds at once and for the next visit of this browser. The agent's own choice is kept with `changeMe`. */
  choose: (language: Language | null) => void;
};

const Context = createContext<LanguageContext>();
const KEY = "fala.language";

function stored(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return languages.find((language) => language === value) ?? null;
  } catch {
    return null;
  }
}

/** Stands around everything, the sign-in page included: there nobody has told their language yet. */
export function LanguageProvider(props: { children: JSX.Element }) {
  const [chosen, setChosen] = createSignal<Language | null>(stored());
  const language = createMemo(() => chosen() ?? languageFor(navigator.languages));
  createEffect(() => {
    document.documentElement.lang = language();
  });
  const choose = (next: Language | null) => {
    setChosen(next);
    try {
      if (next === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, next);
    } catch {
      // Not kept: the choice holds until the page is left.
    }
  };
  return <Context.Provider value={{ language, chosen, choose }}>{props.children}</Context.Provider>;
}

/** The language and how to change it. Throws outside LanguageProvider. */
export function useLanguage(): LanguageContext {
  const context = useContext(Context);
  if (!context) throw new Error("useLanguage must be used within LanguageProvider");
  return context;
}

/**
 * The texts of one catalogue in the agent's language: `t("list.waiting")`, `t("list.unread", 3)`. Texts with something
 * in them are functions in the catalogue, so both languages are checked by the compiler. Read inside JSX or an effect,
 * so that a change of language reaches it.
 */
export function useText<Messages extends BaseRecordDict>(
  catalogues: Record<Language, Messages>,
): Translator<Flatten<Messages>> {
  const { language } = useLanguage();
  const flat = createMemo(() => flatten(catalogues[language()]));
  return translator(flat);
}
