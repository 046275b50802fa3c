import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { agentMigrations } from "../agent/claim.store.ts";
import { cobrowseMigrations } from "../cobrowse/cobrowse.store.ts";
import { conversationMigrations } from "../conversation/conversation.store.ts";
import { inboxMigrations } from "../inbox/inbox.store.ts";
import { migrateObject, type ObjectMigration, readBegun } from "./object-migrations.ts";

const first: ObjectMigration = { id: "t0_a", sql: "CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1)" };
const second: ObjectMigration = { id: "t1_b", sql: "CREATE TABLE b (n INTEGER)" };

/** Empty storage: an Inbox object of no team makes nothing of it. */
async function withStorage(what: (storage: DurableObjectStorage) => void): Promise<void> {
  await runInDurableObject(env.INBOX.getByName(crypto.randomUUID()), (_, { storage }) => {
    expect(readBegun(storage)).toBeNull();
    what(storage);
  });
}

const migrate = (storage: DurableObjectStorage, steps: readonly ObjectMigration[]) =>
  migrateObject(storage, steps, readBegun(storage)?.applied ?? null);

const applied = (storage: DurableObjectStorage) =>
  storage.sql
    .exec<{ id: string }>("SELECT id FROM migration ORDER BY position")
    .toArray()
    .map(({ id }) => id);

describe("an object's migrations", () => {
  test("are applied once each, and later ones to objects that exist", async () => {
    await withStorage((storage) => {
      migrate(storage, [first]);
      migrate(storage, [first]);
      migrate(storage, [first, second]);
      expect(readBegun(storage)).toEqual({ applied: ["t0_a", "t1_b"], jobs: null });
      expect(applied(storage)).toEqual(["t0_a", "t1_b"]);
      expect(storage.sql.exec("SELECT * FROM a").toArray()).toEqual([{ n: 1 }]);
    });
  });

  test("code from before a step bears it, as after a roll-back, and newer code goes on from there", async () => {
    await withStorage((storage) => {
      migrate(storage, [first, second]);
      migrate(storage, [first]);
      expect(applied(storage)).toEqual(["t0_a", "t1_b"]);
      migrate(storage, [first, second, { id: "t2_c", sql: "CREATE TABLE c (n INTEGER)" }]);
      expect(applied(storage)).toEqual(["t0_a", "t1_b", "t2_c"]);
    });
  });

  test("a history that was edited is refused: a step renamed, taken away, or put in between", async () => {
    await withStorage((storage) => {
      migrate(storage, [first, second]);
      const between: ObjectMigration = { id: "t0_x", sql: "CREATE TABLE x (n INTEGER)" };
      for (const edited of [[{ ...first, id: "t0_other" }, second], [second], [first, between, second]]) {
        expect(() => migrate(storage, edited)).toThrow(/was applied here but is gone or moved/);
      }
      expect(applied(storage)).toEqual(["t0_a", "t1_b"]);
    });
  });

  test("a step that fails leaves the object as it was", async () => {
    await withStorage((storage) => {
      const broken: ObjectMigration = { id: "t1_broken", sql: "CREATE TABLE c (n INTEGER); NO SQL" };
      expect(() => migrate(storage, [first, broken])).toThrow(/syntax error/);
      expect(
        storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('a', 'c', 'migration')").toArray(),
      ).toEqual([]);
    });
  });
});

test.each([...agentMigrations, ...conversationMigrations, ...inboxMigrations, ...cobrowseMigrations])(
  "$id leaves the code before it whole: it only adds",
  ({ sql }) => {
    const takes = sql.split(";").filter((statement) => {
      const isStrict = /\bADD\b/i.test(statement) && /NOT NULL/i.test(statement) && !/\bDEFAULT\b/i.test(statement);
      return isStrict || /\bDROP\b|\bRENAME\b|\bDELETE\b/i.test(statement);
    });
    expect(takes).toEqual([]);
  },
);
