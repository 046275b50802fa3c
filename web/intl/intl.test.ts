import { createRoot, createEffect } from "solid-js";
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { intlPart } from "./intl-part.ts";
import { makeIntl } from "./intl.ts";
import { detectLocale, directionOf, formattingLocale } from "./locale-detection.ts";

const en = {
  hello: "Hello {{name}}",
  bye: "Bye",
  waiting: { one: "{{count}} waits in {{team}}", other: "{{count}} wait in {{team}}" },
} as const;
const ptBr = {
  hello: "Olá {{name}}",
  bye: "Tchau",
  waiting: { one: "{{count}} espera em {{team}}", other: "{{count}} esperam em {{team}}" },
};

const make = (languages: readonly string[]) =>
  makeIntl({
    load: { en: () => Promise.resolve({ catalogue: en }), "pt-BR": () => Promise.resolve({ catalogue: ptBr }) },
    languages,
  });

afterEach(() => localStorage.clear());

describe("makeIntl", () => {
  it("speaks the browser's language, or the nearest one, and says so on <html>", async () => {
    const intl = make(["pt-PT", "en"]);
    await intl.start();
    expect(intl.t("bye")).toBe("Tchau");
    expect(intl.locale()).toBe("pt-PT");
    expect(document.documentElement.lang).toBe("pt-BR");
    expect(document.documentElement.dir).toBe("ltr");
  });

  it("falls back to English for a language it has not", async () => {
    const intl = make(["ja"]);
    await intl.start();
    expect(intl.t("bye")).toBe("Bye");
  });

  it("changes at run time, redraws what reads it, and remembers", async () => {
    const intl = make(["en"]);
    await intl.start();
    const seen: string[] = [];
    const dispose = createRoot((stop) => {
      createEffect(() => seen.push(intl.t("bye")));
      return stop;
    });
    await intl.choose("pt-BR");
    expect(seen).toEqual(["Bye", "Tchau"]);
    dispose();

    const next = make(["en"]);
    await next.start();
    expect(next.shown()).toBe("pt-BR");
    await next.choose("auto");
    expect(next.shown()).toBe("en");
  });

  it("speaks only the languages that it is started with, the first where none is read", async () => {
    const intl = make(["ja"]);
    await intl.start({ only: ["pt-BR", "xx"] });
    expect([intl.shown(), intl.languages().map(({ tag }) => tag)]).toEqual(["pt-BR", ["pt-BR"]]);
    localStorage.setItem("fala.locale", "en");
    await intl.start({ only: ["pt-BR"] });
    expect([intl.shown(), intl.choice()]).toEqual(["pt-BR", "auto"]);
  });

  it("loads a part when it is asked for, and lets it follow the language with the rest", async () => {
    const intl = make(["en"]);
    await intl.start();
    let loads = 0;
    const part = intlPart(intl, {
      en: async () => {
        loads += 1;
        return { catalogue: { more: "More for {{name}}", late: "Later" } as const };
      },
      "pt-BR": async () => ({ catalogue: { more: "Mais para {{name}}", late: "Mais tarde" } }),
    });
    expect(loads).toBe(0);
    await part.load();
    await part.load();
    expect(loads).toBe(1);
    expect(part.t("more", { name: "Ana" })).toBe("More for Ana");
    expect(part.t("hello", { name: "Ana" })).toBe("Hello Ana");
    await intl.choose("pt-BR");
    expect([part.t("more", { name: "Ana" }), part.t("late"), intl.t("bye")]).toEqual([
      "Mais para Ana",
      "Mais tarde",
      "Tchau",
    ]);
  });

  it("chooses the plural form of the language and writes the number in its way", async () => {
    const intl = make(["en"]);
    await intl.start();
    expect(intl.t("waiting", { count: 1, team: "Sales" })).toBe("1 waits in Sales");
    expect(intl.t("waiting", { count: 1234, team: "Sales" })).toBe("1,234 wait in Sales");
    await intl.choose("pt-BR");
    // French and Portuguese count 0 as one.
    expect(intl.t("waiting", { count: 0, team: "Vendas" })).toBe("0 espera em Vendas");
    expect(intl.t("waiting", { count: 1234, team: "Vendas" })).toMatch(/^1\.234 esperam/);
  });

  it("puts a value in as it is, whatever stands in it", async () => {
    const intl = make(["en"]);
    await intl.start();
    expect(intl.t("hello", { name: "$& {{name}} $1" })).toBe("Hello $& {{name}} $1");
  });

  it("keeps the language when another cannot be loaded", async () => {
    const intl = makeIntl({
      load: { en: () => Promise.resolve({ catalogue: en }), "pt-BR": () => Promise.reject(new Error("offline")) },
      languages: ["en"],
    });
    await intl.start();
    await expect(intl.choose("pt-BR")).rejects.toThrow("offline");
    expect([intl.shown(), intl.choice(), intl.t("bye")]).toEqual(["en", "auto", "Bye"]);
  });

  it("shows the last choice when an earlier one arrives late", async () => {
    let arrive = (_loaded: { catalogue: typeof ptBr }) => {};
    const slow = new Promise<{ catalogue: typeof ptBr }>((resolve) => (arrive = resolve));
    const intl = makeIntl({
      load: { en: () => Promise.resolve({ catalogue: en }), "pt-BR": () => slow },
      languages: ["en"],
    });
    const first = intl.choose("pt-BR");
    await intl.choose("en");
    arrive({ catalogue: ptBr });
    await first;
    expect(intl.shown()).toBe("en");
  });

  it("works where storage is forbidden", async () => {
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const intl = make(["en"]);
    await intl.start();
    expect(intl.t("bye")).toBe("Bye");
  });

  it("does not compile with a missing or unknown placeholder", () => {
    const intl = make(["en"]);
    expectTypeOf(intl.t<"hello">).parameters.toEqualTypeOf<["hello", { readonly name: string | number }]>();
    expectTypeOf(intl.t<"bye">).parameters.toEqualTypeOf<["bye"]>();
    expectTypeOf(intl.t<"waiting">).parameters.toEqualTypeOf<
      ["waiting", { readonly count: number; readonly team: string | number }]
    >();
  });
});

describe("locale detection", () => {
  it("prefers the exact tag, then the language, in the reader's order", () => {
    expect(detectLocale(["ja", "pt", "en"], ["en", "pt-BR"], "en")).toBe("pt-BR");
    expect(detectLocale(["EN-us", "pt-BR"], ["en", "pt-BR"], "en")).toBe("en");
    expect(detectLocale([], ["en", "pt-BR"], "en")).toBe("en");
  });

  it("keeps the reader's region for dates and numbers", () => {
    expect(formattingLocale("en", ["de", "en-GB"])).toBe("en-GB");
    expect(formattingLocale("pt-BR", ["de"])).toBe("pt-BR");
  });

  it("knows which languages run from right to left", () => {
    expect([directionOf("ar-EG"), directionOf("he"), directionOf("pt-BR")]).toEqual(["rtl", "rtl", "ltr"]);
  });
});
