import { flatten, translator } from "@solid-primitives/i18n";
import { batch, createSignal } from "solid-js";
import type { Catalogue, Translate, Translation } from "./catalogue.ts";
import { detectLocale, directionOf, formattingLocale } from "./locale-detection.ts";

type Loader<C> = () => Promise<{ readonly catalogue: C }>;

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

type Params = Readonly<Record<string, string | number | boolean>>;

/** What was loaded, and the same flat: each plural form under its own key ("inbox.waiting.one"). */
type Loaded = { catalogue: Catalogue; texts: Record<string, string> };

function flat(catalogue: Catalogue): Loaded {
  const texts = Object.entries(flatten({ ...catalogue })).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { catalogue, texts: Object.fromEntries(texts) };
}

/**
 * Makes the texts and formats of one application. Nothing is loaded until `start`; render after it. Every function reads
 * signals, so that what is drawn follows a change of language by itself.
 */
export function makeIntl<const C extends Catalogue, Locale extends string>(options: IntlOptions<C, Locale>) {
  const key = options.storageKey ?? "fala.locale";
  const languages = options.languages ?? navigator.languages;
  const loaders = new Map(Object.entries<Loader<Translation<C>>>(options.load));
  const available = [...loaders.keys()];

  const [loaded, setLoaded] = createSignal<Loaded>({ catalogue: {}, texts: {} });
  /** Fetches one part in a language; what it answers puts the texts on the screen. */
  const parts: ((language: string) => Promise<() => void>)[] = [];
  const [shown, setShown] = createSignal("en");
  const [choice, setChoice] = createSignal<string>("auto");
  let latest = 0;

  const locale = () => formattingLocale(shown(), languages);

  // Own filling instead of the library's: that one reads "$&" in a value as a pattern and fills placeholders inside values.
  const fill = (text: string, params?: Params) =>
    params === undefined
      ? text
      : text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
          const value = params[name];
          if (value === undefined) return placeholder;
          return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : String(value);
        });

  const pluralForm = (forms: object, count: unknown) => {
    const form = new Intl.PluralRules(shown()).select(typeof count === "number" ? count : 0);
    return form in forms ? form : "other";
  };

  /** Undefined where these texts have no such key. */
  const reader = (of: () => Loaded) => {
    const look = translator(() => of().texts, fill);
    return (name: string, params?: Params) => {
      const value = of().catalogue[name];
      const path = typeof value === "object" ? `${name}.${pluralForm(value, params?.["count"])}` : name;
      return look(path, params);
    };
  };

  const read = reader(loaded);
  const t: Translate<C> = (name, ...rest) => read(name, rest[0]) ?? name;

  const show = async (next: string) => {
    const turn = ++latest;
    const load = loaders.get(next) ?? options.load.en;
    const [{ catalogue }, ...partsReady] = await Promise.all([load(), ...parts.map((part) => part(next))]);
    // A later choice has overtaken this one while it was loading.
    if (turn !== latest) return;
    batch(() => {
      setLoaded(flat(catalogue));
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
      return value !== null && loaders.has(value) ? value : "auto";
    } catch {
      return "auto";
    }
  };

  const wanted = (chosen: string) => (chosen === "auto" ? detectLocale(languages, available, "en") : chosen);

  return {
    t,

    /**
     * Texts that only some screens need: nothing is loaded until `load`, and from then on they follow the language with the
     * others. Its `t` knows the application's texts too. Render what reads it after `load`.
     */
    part: <const P extends Catalogue>(
      of: { readonly en: Loader<P> } & { readonly [Key in Exclude<Locale, "en">]: Loader<Translation<NoInfer<P>>> },
    ) => {
      const partLoaders = new Map(Object.entries<Loader<Translation<P>>>(of));
      const [own, setOwn] = createSignal<Loaded>({ catalogue: {}, texts: {} });
      const readOwn = reader(own);
      const fetchPart = async (language: string) => {
        const { catalogue } = await (partLoaders.get(language) ?? of.en)();
        return () => setOwn(flat(catalogue));
      };
      const partT: Translate<C & P> = (name, ...rest) => readOwn(name, rest[0]) ?? read(name, rest[0]) ?? name;
      return {
        t: partT,
        /** Loads the texts in the language that is shown. Rejects when they cannot be loaded. May be called often. */
        load: async (): Promise<void> => {
          if (parts.includes(fetchPart)) return;
          for (let language = ""; language !== shown();) {
            language = shown();
            (await fetchPart(language))();
          }
          if (!parts.includes(fetchPart)) parts.push(fetchPart);
        },
      };
    },

    /** Loads the language that was chosen before, else the browser's. Rejects when the catalogue cannot be loaded. */
    start: async (keeper: Keeper = browserKeeper): Promise<void> => {
      kept = keeper;
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
