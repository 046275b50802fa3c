import { batch, createSignal } from "solid-js";
import type { Catalogue, PluralText, Translate, Translation } from "./catalogue.ts";
import { detectLocale, directionOf, formattingLocale } from "./locale-detection.ts";

export type Loader<C> = () => Promise<{ readonly catalogue: C }>;

export type IntlOptions<C extends Catalogue, Locale extends string> = {
  /** One lazily loaded catalogue per language; "en" is the one the types are made from and the fallback. */
  load: { readonly en: Loader<C> } & { readonly [Key in Locale]: Loader<Translation<NoInfer<C>>> };
  /** Where the choice is kept. Default "fala.locale". */
  storageKey?: string;
  /** What the reader prefers. Default: navigator.languages. */
  languages?: readonly string[];
};

/** Where a choice is kept: localStorage, unless an application has something that works where that is blocked. */
type Keeper = { get(key: string): string | null; set(key: string, value: string): void; remove(key: string): void };

const browserKeeper: Keeper = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  remove: (key) => localStorage.removeItem(key),
};

type StartOptions = { keeper?: Keeper; only?: readonly string[] };

type Params = Readonly<Record<string, string | number | boolean>>;

/**
 * Makes the texts and formats of one application. Nothing is loaded until `start`; render after it. Every function reads
 * signals, so that what is drawn follows a change of language by itself.
 */
export function makeIntl<const C extends Catalogue, Locale extends string>(options: IntlOptions<C, Locale>) {
  const key = options.storageKey ?? "fala.locale";
  const languages = options.languages ?? navigator.languages;
  const loaders = new Map(Object.entries<Loader<Translation<C>>>(options.load));
  let available = [...loaders.keys()];

  const [loaded, setLoaded] = createSignal<Catalogue>({});
  /** Fetches one part in a language; what it answers puts the texts on the screen. */
  const parts: ((language: string) => Promise<() => void>)[] = [];
  const [shown, setShown] = createSignal("en");
  const [choice, setChoice] = createSignal<string>("auto");
  let latest = 0;

  const locale = () => formattingLocale(shown(), languages);

  const fill = (text: string, params: Params) =>
    text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : String(value);
    });

  const inForm = (forms: PluralText, count: unknown) =>
    forms[new Intl.PluralRules(shown()).select(typeof count === "number" ? count : 0)] ?? forms.other;

  /** Undefined where these texts have no such key. */
  const read = (of: Catalogue, name: string, params: Params = {}) => {
    const value = of[name];
    const text = typeof value === "object" ? inForm(value, params["count"]) : value;
    return text === undefined ? undefined : fill(text, params);
  };

  const t: Translate<C> = (name, ...rest) => read(loaded(), name, rest[0]) ?? name;

  const show = async (next: string) => {
    const turn = ++latest;
    const load = loaders.get(next) ?? options.load.en;
    const [{ catalogue }, ...partsReady] = await Promise.all([load(), ...parts.map((part) => part(next))]);
    // A later choice has overtaken this one while it was loading.
    if (turn !== latest) return;
    batch(() => {
      setLoaded(() => catalogue);
      for (const put of partsReady) put();
      setShown(next);
    });
    document.documentElement.lang = next;
    document.documentElement.dir = directionOf(next);
  };

  let kept = browserKeeper;
  const stored = () => {
    try {
      const value = kept.get(key);
      return value !== null && available.includes(value) ? value : "auto";
    } catch {
      return "auto";
    }
  };

  const wanted = (chosen: string) =>
    chosen === "auto" ? detectLocale(languages, available, available[0] ?? "en") : chosen;

  return {
    t,

    /** For intl-part.ts: how texts are read, and who is told to fetch its own when the language changes. */
    inner: { loaded, read, parts },

    /**
     * Loads the language that was chosen before, else the browser's. Rejects when the catalogue cannot be loaded. `only`: of these
     * languages, the first for whoever reads none of them; others than ours do not count. `keeper`: where the choice is kept.
     */
    start: async ({ keeper = browserKeeper, only = [] }: StartOptions = {}): Promise<void> => {
      kept = keeper;
      const some = only.filter((tag) => loaders.has(tag));
      if (some.length > 0) available = some;
      setChoice(stored());
      await show(wanted(choice()));
    },

    /** Changes the language now and for the next visit; "auto" follows the browser again. Rejects, and changes nothing, when it cannot be loaded. */
    choose: async (next: Locale | "en" | "auto"): Promise<void> => {
      await show(wanted(next));
      setChoice(() => next);
      try {
        if (next === "auto") kept.remove(key);
        else kept.set(key, next);
      } catch {
        // Storage may be forbidden: the choice holds until the page is left.
      }
    },

    /** What was chosen: a language, or "auto". */
    choice,

    /** The language of the texts that stand on the screen. */
    shown,

    /** BCP 47 tag for Intl, with the reader's own region where it is the same language. */
    locale,

    /** The languages there are, each in its own name: for a picker. */
    languages: () =>
      available.map((tag) => ({ tag, name: new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag })),

    number: (value: number, format?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale(), format).format(value),

    /** `at` in milliseconds. */
    date: (at: number, format?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), format).format(at),

    /** "A, B and C". */
    list: (items: readonly string[], format?: Intl.ListFormatOptions) =>
      new Intl.ListFormat(locale(), format).format(items),
  };
}

export type IntlOf<C extends Catalogue, Locale extends string> = ReturnType<typeof makeIntl<C, Locale>>;
