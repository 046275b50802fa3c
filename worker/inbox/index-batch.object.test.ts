import { expect, test } from "vitest";
import { newId } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { reportOf } from "../testing/reports.ts";
import { IndexBatch, restMs } from "./index-batch.object.ts";

const team = { id: "team-of-batch", name: "Support" };

/** D1, and how many rows each write of the index took there. */
function counted(): { env: Env; written: number[] } {
  const written: number[] = [];
  const DB = new Proxy(testEnv.DB, {
    get(db, name) {
      if (name === "batch") {
        return async (statements: D1PreparedStatement[]) => {
          const answers = await db.batch(statements);
          written.push(answers.at(-1)?.results.length ?? 0);
          return answers;
        };
      }
      const value: unknown = Reflect.get(db, name);
      return typeof value === "function" ? value.bind(db) : value;
    },
  });
  return { env: { ...testEnv, DB }, written };
}

test("[IN51] the rest grows with what the last write took, within its bounds", () => {
  expect([0, 2, 10, 40, 60_000].map(restMs)).toEqual([250, 250, 800, 3_200, 4_000]);
});

test("[IN51] what a conversation became during the rest is written once, with all its texts; an urgent report ends the rest", async () => {
  const { env, written } = counted();
  const batch = new IndexBatch(env, () => {});
  const row = { id: newId(), team };
  const text = (seq: number) => [{ seq, at: seq, text: `words ${seq}` }];
  await batch.add(reportOf({ ...row, version: 1 }, text(1)), true);
  batch.offer(reportOf({ ...row, version: 2 }, text(2)));
  batch.offer(reportOf({ ...row, version: 3 }, text(3)));
  expect(batch.rows().map(({ version }) => version)).toEqual([2, 3]);
  await batch.add(reportOf({ team, version: 1 }), true);
  expect(written).toEqual([1, 2]);
  const kept = await testEnv.DB.prepare("SELECT version FROM conversation WHERE id = ?").bind(row.id).first();
  expect(kept).toEqual({ version: 3 });
  const found = testEnv.SEARCH.prepare(
    "SELECT text FROM entry_text WHERE conversation_id = ? AND seq > 0 ORDER BY seq",
  );
  const { results } = await found.bind(row.id).all();
  expect(results).toEqual([{ text: "words 1" }, { text: "words 2" }, { text: "words 3" }]);
});

test("[IN51] what came into the index lately is still told, as the newest that it became, until the conversation is erased", async () => {
  const batch = new IndexBatch(testEnv, () => {});
  const row = { id: newId(), team };
  const told = () => batch.news().map(({ id, version }) => [id, version]);
  await batch.add(reportOf({ ...row, version: 1 }), true);
  await batch.add(reportOf({ ...row, version: 2 }), true);
  expect(told()).toEqual([[row.id, 2]]);
  batch.offer(reportOf({ ...row, version: 3 }));
  expect(told()).toEqual([
    [row.id, 2],
    [row.id, 3],
  ]);
  await batch.forget(row.id);
  expect(told()).toEqual([]);
});
