import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openInbox } from "../../worker/testing/actors.ts";
import { Browser } from "../../worker/testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../../worker/testing/workspace.ts";
import documented from "./counts.json";
import { Meter } from "./meter.ts";
import { Talk } from "./talk.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What `npm run scale` writes into counts.json. */
    counts?: object;
  }
}

/** Later with each test: the objects of the company go on, and a clock that goes back is another story. */
let startsAt = Date.now();
let company: Awaited<ReturnType<typeof openCompany>>;

beforeEach(async () => {
  // Ahead of the real clock: alarms go off when the test says so. And the same alarms each time.
  startsAt += 2 * 3600_000;
  vi.useFakeTimers({ toFake: ["Date"], now: startsAt });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  company ??= await openCompany();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A company whose agent has their console open. */
async function openCompany() {
  const { teamId, siteKey } = await createWorkspace();
  const opened = async (name: string) => {
    const { id, email } = await joinTeam(teamId, name);
    await (await openInbox(teamId, { id, name, picture: null, role: "agent" })).hello();
    return { id, email };
  };
  const { id, email } = await opened("Ana");
  return { teamId, siteKey, opened, agent: { id, browser: await new Browser().signIn(email, password) } };
}

describe("a conversation of 20 messages costs what docs/scale.md says, and no more", () => {
  test.for([
    { name: "alone" as const, where: "in a company where nothing else happens, one list open", lists: 0 },
    { name: "busy" as const, where: "in a busy one, eleven lists open", lists: 10 },
  ])("$where", { timeout: 60_000 }, async ({ name, lists }, { task }) => {
    for (let count = 0; count < lists; count += 1) await company.opened(`Agent ${count}`);
    const meter = await Meter.start();
    try {
      const bytes = await new Talk(meter, company, name === "alone").run();
      const { written, ...bill } = meter.take();
      const found = { ...bill, bytes };
      task.meta.counts = { [name]: found };
      expect(tooMuch(found, documented[name]), `rows written: ${JSON.stringify(written)}`).toEqual([]);
    } finally {
      meter.stop();
    }
  });
});

/** Rows read cost a thousandth of rows written, and differ a little from run to run. */
const slackOfReads = 1.05;

/** What is more than it may be. */
function tooMuch(found: object, may: object, path = ""): string[] {
  const most = new Map<string, unknown>(Object.entries(may));
  return Object.entries(found).flatMap(([key, value]: [string, unknown]) => {
    const bound = most.get(key);
    if (typeof value === "object" && value !== null)
      return tooMuch(value, typeof bound === "object" && bound !== null ? bound : {}, `${path}${key}.`);
    const isMore = Number(value) > Number(bound) * (key === "read" ? slackOfReads : 1);
    return isMore || bound === undefined ? [`${path}${key}: ${String(value)} instead of ${String(bound)}`] : [];
  });
}
