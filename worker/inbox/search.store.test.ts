import { describe, expect, test } from "vitest";
import type { InboxRow } from "../protocol/inbox.ts";
import { newCustomer } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { reportOf } from "../testing/reports.ts";
import { writeIndex, writeSearch } from "./index.store.ts";
import type { Report } from "./report.domain.ts";
import { search } from "./search.store.ts";

const team = { id: "team-of-search", name: "Support" };
const everybody = () => true;

async function write(...reports: Report[]): Promise<void> {
  await writeIndex(testEnv.DB, reports);
  await writeSearch(testEnv.SEARCH, reports);
}

async function conversation(texts: string[], row: Partial<InboxRow> = {}): Promise<Report> {
  const report = reportOf(
    { team, ...row },
    texts.map((text, index) => ({ seq: index + 2, at: 1, text })),
  );
  await write(report);
  return report;
}

async function find(words: string, mayRead: (row: InboxRow) => boolean = everybody): Promise<string[]> {
  return (await search(testEnv, words, mayRead, null)).hits.map(({ row }) => row.id);
}

describe("search", () => {
  test("[IN17] all words, in any order, without regard to case and accents, the last one as a beginning", async () => {
    const { row } = await conversation(["Olá! A encomenda não chegou em São Luís", "zwiebelkuchen"]);
    for (const words of ["encomenda", "ENCOMENDA chegou", "chegou enco", "nao chegou", "são luis", "zwiebel"]) {
      expect(await find(words), words).toEqual([row.id]);
    }
    for (const words of ["encomenda zwiebelkuchen", "enco chegou", "comenda"])
      expect(await find(words), words).toEqual([]);
  });

  test("[IN17] words with marks that stand alone, and decomposed ones", async () => {
    const { row } = await conversation(["हिन्दी में बात करें", "cre\u0300mes"]);
    expect(await find("हिन्दी")).toEqual([row.id]);
    expect(await find("cre\u0300mes")).toEqual([row.id]);
    expect(await find("crèmes")).toEqual([row.id]);
  });

  test("[IN17] the customer's name and e-mail, and the number", async () => {
    const customer = newCustomer({ name: "Wilhelmina Brandão", email: "mina.b@flores.example" });
    const { row } = await conversation(["Hi"], { customer });
    for (const words of ["wilhelmina", "brandao", "mina.b@flores.example", "flores.ex"]) {
      expect(await find(words), words).toEqual([row.id]);
    }
    const [hit] = (await search(testEnv, "wilhelmina", everybody, null)).hits;
    expect(hit).toMatchObject({ excerpt: null, seq: null });
    const number = hit?.row.number ?? 0;
    expect((await find(`#${number}`))[0]).toBe(row.id);
    expect((await find(` ${number} `))[0]).toBe(row.id);
  });

  test("a hit says where, with the words found between two marks", async () => {
    const { row } = await conversation(["nothing here", "the quetzal flies"]);
    const { hits } = await search(testEnv, "quetz", everybody, null);
    expect(hits).toMatchObject([{ row: { id: row.id }, seq: 3, excerpt: "the \u0002quetzal\u0003 flies" }]);
  });

  test.each([
    '"',
    "a OR b",
    "NEAR(x, 2)",
    "text:secret",
    "*",
    "^a",
    "x* AND (",
    "a\u0000b",
    "-",
    "{x y}:z",
    "'; DROP TABLE entry_text",
  ])("[IN18] %j is words, not a language", async (words) => {
    await expect(search(testEnv, words, everybody, null)).resolves.toMatchObject({ hits: expect.any(Array) });
  });

  test("[IN18] OR and AND are words like others", async () => {
    const { row } = await conversation(["xylophone or marimba"]);
    await conversation(["marimba alone"]);
    expect(await find("xylophone OR marimba")).toEqual([row.id]);
  });

  test("[IN19] nobody finds what they may not read, by words or by number", async () => {
    const { row } = await conversation(["ornithopter"], { team: { id: "team-of-others", name: "" } });
    const [found] = (await search(testEnv, "ornithopter", everybody, null)).hits;
    const mayRead = (each: InboxRow) => each.team.id === team.id;
    expect(found?.row.id).toBe(row.id);
    expect(await find("ornithopter", mayRead)).toEqual([]);
    expect(await find(`${found?.row.number}`, mayRead)).not.toContain(row.id);
  });

  test("[IN20] what was edited is found by its new words only, what was taken back not at all", async () => {
    const { row } = await conversation(["kumquat", "loquat"]);
    await write(
      reportOf({ ...row, version: 2 }, [
        { seq: 2, at: 1, text: "persimmon" },
        { seq: 3, at: 1, text: "" },
      ]),
    );
    expect(await find("kumquat")).toEqual([]);
    expect(await find("loquat")).toEqual([]);
    expect(await find("persimmon")).toEqual([row.id]);
  });

  test("[IN21] pages follow each other, newest text first, each conversation once on a page", async () => {
    const made: string[] = [];
    for (let index = 0; index < 45; index += 1) {
      const { row } = await conversation(["gyroscope one", "gyroscope two"]);
      made.unshift(row.id);
    }
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search(testEnv, "gyroscope", everybody, cursor);
      const ids = page.hits.map(({ row }) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
      found.push(...ids);
      cursor = page.next;
    } while (cursor !== null);
    expect([...new Set(found)]).toEqual(made);
    expect(await search(testEnv, "gyroscope", everybody, "rubbish")).toEqual({ hits: [], next: null });
  });

  test("[IN21] who may read few of many still gets through to the end", async () => {
    const other = { id: "team-of-others", name: "" };
    const { row } = await conversation(["theodolite"]);
    for (let index = 0; index < 3; index += 1) {
      await conversation(
        Array.from({ length: 200 }, () => "theodolite"),
        { team: other },
      );
    }
    let cursor: string | null = null;
    const found: string[] = [];
    do {
      const page = await search(testEnv, "theodolite", (each) => each.team.id === team.id, cursor);
      found.push(...page.hits.map((hit) => hit.row.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(found).toEqual([row.id]);
  });
});
