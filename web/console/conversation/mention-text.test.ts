import { describe, expect, it } from "vitest";
import { insertMention, mentionedIds, mentionMatches, mentionParts } from "./mention-text.ts";

const jose = { id: "agent-jose", name: "José Luís" };
const maria = { id: "agent-maria", name: "Maria" };
const mariaClara = { id: "agent-clara", name: "Maria Clara" };
const agents = [maria, mariaClara, jose];

describe("a mention being typed", () => {
  it("finds names without accents, the beginning of a name first", () => {
    expect(mentionMatches(agents, "jose")).toEqual([jose]);
    expect(mentionMatches(agents, "cla")).toEqual([mariaClara]);
    expect(mentionMatches(agents, "").map(({ id }) => id)).toEqual(["agent-jose", "agent-maria", "agent-clara"]);
    expect(mentionMatches(agents, "x")).toEqual([]);
  });

  it("is replaced by the name and one space, with the caret behind it", () => {
    expect(insertMention("ask @mar", 8, { start: 4, query: "mar" }, maria)).toEqual({ text: "ask @Maria ", caret: 11 });
    expect(insertMention("ask @mar now", 8, { start: 4, query: "mar" }, maria)).toEqual({
      text: "ask @Maria now",
      caret: 11,
    });
  });
});

describe("mentions in a note", () => {
  it("are stored as ids, each once, the longer name before the one it begins with", () => {
    expect(mentionedIds("@Maria Clara and @Maria, @José Luís, @Maria", agents)).toEqual([
      "agent-clara",
      "agent-maria",
      "agent-jose",
    ]);
    expect(mentionedIds("@Marianne and maria", agents)).toEqual([]);
  });

  it("cut the text without losing any of it", () => {
    const text = "Hi @Maria! 5@6 @nobody @José Luís";
    expect(
      mentionParts(text, agents)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
    expect(mentionParts(text, agents).filter((part) => part.agent)).toEqual([
      { text: "@Maria", agent: maria },
      { text: "@José Luís", agent: jose },
    ]);
  });
});
