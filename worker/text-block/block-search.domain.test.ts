import { describe, expect, it } from "vitest";
import type { TextBlock } from "../protocol/text-block.ts";
import { contentFor } from "./block-content.domain.ts";
import { indexBlocks, searchBlocks } from "./block-search.domain.ts";

let made = 0;
function block(shortcut: string, title: string, text = "", more: Partial<TextBlock> = {}): TextBlock {
  made += 1;
  return {
    ...{ id: `block-${String(made).padStart(6, "0")}`, version: 1, updatedAt: 0, uses: 0, ownUses: 0 },
    ...{ kind: "text", scope: { kind: "everybody" }, shortcut, title, folder: "", tags: [] },
    contents: [{ language: "", messages: [{ text }] }],
    ...more,
  };
}

const refund = block("refund", "Refund on its way", "Your money comes back within five days.");
const late = block("late", "Parcel is late", "I am sorry, a refund is possible.", { tags: ["Entrega", "frete"] });
const cafe = block("saudacao", "Saudação do café", "Olá! Bom café.");
const hours = block("hours", "Opening hours", "We open at 8 and close at 18.");
const all = [refund, late, cafe, hours];
const search = (query: string, blocks = all) =>
  searchBlocks(indexBlocks(blocks), query).map(({ shortcut }) => shortcut);

describe("searching text blocks", () => {
  it("[TB8] finds by shortcut, title, tag and text, the better place first", () => {
    expect(search("refund")).toEqual(["refund", "late"]);
    expect(search("entrega")).toEqual(["late"]);
    expect(search("money")).toEqual(["refund"]);
    expect(search("parcel late")).toEqual(["late"]);
    expect(search("nothing like it")).toEqual([]);
  });

  it("[TB8] ignores accents and capitals, on both sides", () => {
    expect(search("CAFE")).toEqual(["saudacao"]);
    expect(search("saudação")).toEqual(["saudacao"]);
  });

  it("[TB8] forgives letters left out and one slip of the hand", () => {
    expect(search("rfd")).toEqual(["refund"]);
    expect(search("refnud")).toEqual(["refund"]);
    expect(search("rwfund")).toEqual(["refund"]);
    expect(search("oppening")).toEqual(["hours"]);
  });

  it("looks for several words, and for numbers, not in the texts: they are no search but a sentence", () => {
    expect(search("18")).toEqual([]);
    expect(search("close at")).toEqual([]);
  });

  it("[TB9] puts what this agent uses most first among those that fit alike, and before anything is typed", () => {
    const often = { ...block("greet-evening", "Greeting, evening"), ownUses: 12 };
    const seldom = { ...block("greet-morning", "Greeting, morning"), uses: 400 };
    expect(search("greet", [seldom, often])).toEqual(["greet-evening", "greet-morning"]);
    expect(search("", [...all, seldom, often])[0]).toBe("greet-evening");
    expect(search("greet-morning", [often, seldom])[0]).toBe("greet-morning");
  });

  it("[TB10] answers within 50 ms among 5,000 blocks, whatever is typed", () => {
    const words = "order parcel refund coffee grinder invoice address coupon delivery return sample roast filter".split(
      " ",
    );
    const word = (at: number) => words[at % words.length] ?? "";
    const many = Array.from({ length: 5_000 }, (_, at) =>
      block(
        `${word(at)}-${at}`,
        `${word(at * 7)} ${word(at * 3)} ${at}`,
        `${word(at)} and ${word(at + 1)} `.repeat(20),
        {
          tags: [word(at + 2)],
          ownUses: at % 13,
        },
      ),
    );
    const index = indexBlocks(many);
    const queries = ["", "o", "or", "ref", "refund", "rfd", "refnud", "zzzzzz", "coffee grinder", "éàü", "a"];
    searchBlocks(index, "warm");
    // The processor's time: on a busy machine the clock counts what others do.
    const times = queries.map((query) => {
      const before = process.threadCpuUsage();
      searchBlocks(index, query);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    });
    expect(Math.max(...times)).toBeLessThan(50);
  });
});

describe("a block in several languages", () => {
  const say = (language: string) => ({ language, messages: [{ text: language }] });
  it("[TB13] says it in the customer's, or the nearest that there is", () => {
    const contents = ["en", "pt-BR", "pt-PT", ""].map(say);
    const chosen = (...languages: (string | null)[]) => contentFor(contents, languages)?.language;
    expect(chosen("pt-PT")).toBe("pt-PT");
    expect(chosen("pt-AO")).toBe("pt-BR");
    expect(chosen("en-GB")).toBe("en");
    expect(chosen("de-DE")).toBe("");
    expect(chosen(null, "en")).toBe("en");
    expect(contentFor([say("en")], ["de"])?.language).toBe("en");
  });
});
