import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { reportOf } from "../testing/reports.ts";
import { writeIndex, writeSearch } from "./index.store.ts";
import { readRow } from "./list.store.ts";
import type { Report } from "./report.domain.ts";
import { inParts } from "./report.domain.ts";

const { DB, SEARCH } = testEnv;
const team = { id: "team-of-index", name: "Support" };

async function textOf(id: string, seq: number): Promise<string | undefined> {
  const query = SEARCH.prepare("SELECT text FROM entry_text WHERE conversation_id = ? AND seq = ?").bind(id, seq);
  return (await query.first<{ text: string }>())?.text;
}

/** The story of one conversation: what each version of it reports. */
function story(): Report[] {
  const id = newId();
  const texts = ["first words", "better words", ""];
  return texts.map((text, index) =>
    reportOf({ id, team, version: index + 1, topic: `version ${index + 1}` }, [{ seq: 2, at: 1, text }]),
  );
}

test("[IN11] reports repeated and in any order leave the newest: row and texts", async () => {
  const order = fc.array(fc.nat(2), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(order, async (indexes) => {
      const reports = story();
      for (const index of indexes) {
        const report = reports[index];
        if (report === undefined) continue;
        await writeIndex(DB, [report]);
        await writeSearch(SEARCH, [report]);
      }
      const newest = reports[Math.max(...indexes)];
      expect(await readRow(DB, newest?.row.id ?? "")).toMatchObject({
        version: newest?.row.version,
        topic: newest?.row.topic,
      });
      expect(await textOf(newest?.row.id ?? "", 2)).toBe(newest?.texts[0]?.text);
    }),
    { numRuns: 15 },
  );
});

test("[IN12] each conversation gets one number, different from all others, and keeps it", async () => {
  const reports = Array.from({ length: 300 }, () => reportOf({ team }));
  const first = await writeIndex(DB, reports);
  expect(new Set(first.values()).size).toBe(300);
  expect(Math.min(...first.values())).toBeGreaterThan(0);
  const again = await writeIndex(DB, reports.map(({ row }) => reportOf({ ...row, version: 2 })).toReversed());
  for (const { row } of reports) expect(again.get(row.id)).toBe(first.get(row.id));
});

test("[IN13] texts and attributes of any size are written, in parts", async () => {
  const long = "\u0001".repeat(10_000);
  const report = reportOf(
    { team },
    Array.from({ length: 60 }, (_, index) => ({ seq: index + 2, at: 1, text: long })),
  );
  report.customer.attributes = JSON.stringify({ big: "x".repeat(28_000) });
  await writeIndex(DB, [
    report,
    ...Array.from({ length: 50 }, () => ({ ...reportOf({ team }), customer: report.customer })),
  ]);
  await writeSearch(SEARCH, [report]);
  expect(await textOf(report.row.id, 61)).toHaveLength(10_000);
});

test("parts hold everything once, in order, and no more than they may", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), fc.integer({ min: 1, max: 60 }), (texts, most) => {
      const parts = inParts(texts, most);
      expect(parts.flat()).toEqual(texts);
      for (const part of parts) expect(part.length === 1 || part.join("").length <= most).toBe(true);
    }),
  );
});
