import { createSignal } from "solid-js";
import type { Catalogue, Translate, Translation } from "./catalogue.ts";
import type { IntlOf, Loader } from "./intl.ts";

/**
 * Texts that only some screens need: nothing is loaded until `load`, and from then on they follow the language with the
 * others of `intl`. Its `t` knows the application's texts too. Render what reads it after `load`.
 */
export function intlPart<C extends Catalogue, Locale extends string, const P extends Catalogue>(
  { shown, inner }: IntlOf<C, Locale>,
  load: { readonly en: Loader<P> } & {
    readonly [Key in Exclude<Locale, "en">]: Loader<Translation<NoInfer<P>>>;
  },
) {
  const loaders = new Map(Object.entries<Loader<Translation<P>>>(load));
  const [own, setOwn] = createSignal<Catalogue>({});
  const fetchPart = async (language: string) => {
    const { catalogue } = await (loaders.get(language) ?? load.en)();
    return () => setOwn(() => catalogue);
  };
  const t: Translate<C & P> = (name, ...rest) =>
    inner.read(own(), name, rest[0]) ?? inner.read(inner.loaded(), name, rest[0]) ?? name;
  return {
    t,
    /** Loads the texts in the language that is shown. Rejects when they cannot be loaded. May be called often. */
    load: async (): Promise<void> => {
      if (inner.parts.includes(fetchPart)) return;
      for (let language = ""; language !== shown();) {
        language = shown();
        (await fetchPart(language))();
      }
      if (!inner.parts.includes(fetchPart)) inner.parts.push(fetchPart);
    },
  };
}
