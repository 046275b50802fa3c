import { describe, expect, test } from "vitest";
import { type LineEntry, placesToTell } from "./line.domain.ts";

const most = 50;

describe("[IN55] places in a long line are told in parts", () => {
  test("nobody is told what they know, nor who does not watch", () => {
    const line = [knows("a", 1), { ...knows("b", 7), watched: false }, knows("c", 4)];
    expect(placesToTell(line, true, most)).toEqual({
      now: [{ conversation: "c", place: { place: 3, available: true } }],
      isRest: false,
    });
  });

  test("who knows nothing, or whether anybody is there no more, is told first; then in proportion to the place", () => {
    const line = [knows("a", 2), knows("b", 3), knows("c", 4), { ...knows("d", 5), told: null }];
    expect(told(placesToTell(line, true, 3).now)).toEqual(["d", "a", "b"]);
    expect(placesToTell(line, true, 3).isRest).toBe(true);
    expect(
      told(placesToTell(line.toSpliced(2, 1, { ...knows("c", 3), told: { place: 3, available: false } }), true, 1).now),
    ).toEqual(["c"]);
  });

  test("when somebody leaves the front of a thousand each half second, no place that anybody knows is off by more than an eighth", () => {
    let line = Array.from({ length: 1_000 }, (_, index) => knows(`c${index}`, index + 1));
    for (let left = 0; left < 500; left += 1) {
      line = tell(line.slice(1));
      const off = line.map(({ told: known }, index) => Math.abs((known?.place ?? 0) - (index + 1)));
      expect(off.filter((each, index) => each > Math.ceil((index + 1) / 8))).toEqual([]);
    }
  });

  test("when it moves no more, all know their place after as many parts as the line has", () => {
    let line = Array.from({ length: 1_000 }, (_, index) => knows(`c${index}`, index + 1)).slice(300);
    for (let part = 0; part < 700 / most; part += 1) {
      expect(placesToTell(line, true, most).now).toHaveLength(most);
      line = tell(line);
    }
    expect(placesToTell(line, true, most)).toEqual({ now: [], isRest: false });
  });
});

function knows(conversation: string, place: number): LineEntry {
  const rest = { version: 1, since: 0, tried: [], rung: true, watched: true };
  return { conversation, ...rest, told: { place, available: true } };
}

function told(news: { conversation: string }[]): string[] {
  return news.map(({ conversation }) => conversation);
}

/** The line after one part was told. */
function tell(line: LineEntry[]): LineEntry[] {
  const news = new Map(placesToTell(line, true, most).now.map(({ conversation, place }) => [conversation, place]));
  return line.map((entry) => ({ ...entry, told: news.get(entry.conversation) ?? entry.told }));
}
