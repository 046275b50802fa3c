import { expect, test, vi } from "vitest";
import { agent } from "../agent/agent.table.ts";
import { testEnv } from "../testing/browser.ts";
import { newTeam, scene } from "../testing/actors.ts";
import { database } from "./database.ts";
import { log } from "./log.ts";
import { soon } from "../testing/soon.ts";

const words = "My card is 4111";

function heard() {
  const said: string[] = [];
  for (const level of ["log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line: unknown) => void said.push(String(line)));
  return said;
}

test("one line of JSON for each happening", () => {
  const said = heard();
  log.info("something", { count: 2 });
  log.error("broken", new Error("why"), { object: "Conversation" });
  expect(said.map((line) => JSON.parse(line) as object)).toEqual([
    { level: "info", happening: "something", count: 2 },
    {
      level: "error",
      happening: "broken",
      error: expect.stringMatching(/^Error: why\n\s+at /),
      object: "Conversation",
    },
  ]);
});

test("a query that fails is named without what it was about", async () => {
  const said = heard();
  const twice = { id: "agent-twice-1", name: words, email: "twice@fala.test", role: "agent" as const };
  const times = { createdAt: new Date(0), updatedAt: new Date(0) };
  const add = () =>
    database(testEnv)
      .insert(agent)
      .values({ ...twice, ...times });
  await add();
  await add().catch((error: unknown) => log.warn("not_added", error));
  expect(said[0]).toContain("insert into");
  expect(said[0]).not.toContain(words);
});

test("what is no JSON is not quoted", () => {
  const said = heard();
  try {
    JSON.parse(words);
  } catch (error) {
    log.warn("unreadable", error);
  }
  expect(said[0]).toContain("SyntaxError");
  expect(said[0]).not.toContain("card");
});

test("nothing that somebody writes reaches the log, also while the databases fail", async () => {
  const said = heard();
  const { DB, SEARCH } = testEnv;
  for (const [db, table] of [
    [DB, "conversation"],
    [SEARCH, "entry_text"],
  ] as const) {
    await db.exec(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  }
  const { customer, agent: ana, stub } = await scene(words);
  await customer.says(words);
  await ana.does({ kind: "note", text: words, mentions: [] });
  customer.send({ kind: "describe", attributes: { secret: words } });
  customer.send(`{"kind":"message","text":"${words}"`);
  await customer.settled();
  await soon(async () => expect(await stub.reindex().catch(() => "failed")).toBe("failed"));
  await soon(() => expect(said.join("\n")).toContain("failed"));
  await newTeam();
  for (const [db, table] of [
    [DB, "conversation"],
    [SEARCH, "entry_text"],
  ] as const) {
    await db.exec(`ALTER TABLE ${table}_away RENAME TO ${table}`);
  }
  expect(said.filter((line) => line.includes(words))).toEqual([]);
});
