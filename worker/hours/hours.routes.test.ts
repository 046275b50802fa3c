import { beforeAll, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { type Hours, hoursListSchema, hoursRowSchema } from "../protocol/hours.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, password } from "../testing/workspace.ts";
import { readHours } from "./hours.store.ts";

let owner: Browser;
let teamId: string;
const day = [{ from: 540, to: 1080 }];
const hours: Hours = {
  always: false,
  timeZone: "America/Sao_Paulo",
  week: [day, day, day, day, day, [], []],
  holidays: [{ date: "2026-12-25", name: "Natal", ranges: [] }],
};

beforeAll(async () => {
  const made = await createWorkspace();
  ({ teamId } = made);
  owner = await new Browser().signIn(made.owner.email, password);
});

async function codeOf(answer: Response): Promise<string> {
  return (await answer.json<{ error: { code: string } }>()).error.code;
}

test("[HO9] before anybody says anything, somebody is always there", async () => {
  const { all } = hoursListSchema.parse(await (await owner.ask("GET", "/api/hours")).json());
  expect(all).toMatchObject([{ teamId: null, version: 0, hours: { always: true } }]);
  expect((await readHours(database(testEnv), teamId)).always).toBe(true);
});

test("[HO9] a team follows the workspace until it has hours of its own, and again afterwards", async () => {
  const saved = await owner.ask("PUT", "/api/hours/workspace", { version: 0, hours });
  expect(hoursRowSchema.parse(await saved.json())).toEqual({ teamId: null, version: 1, hours });
  expect(await readHours(database(testEnv), teamId)).toEqual(hours);
  const own = { ...hours, always: true };
  const made = await owner.ask("PUT", `/api/hours/${teamId}`, { version: 0, hours: own });
  expect(await made.json()).toMatchObject({ teamId, version: 1 });
  expect((await readHours(database(testEnv), teamId)).always).toBe(true);
  expect((await owner.ask("DELETE", `/api/hours/${teamId}?version=1`)).status).toBe(204);
  expect(await readHours(database(testEnv), teamId)).toEqual(hours);
});

test("[WK1] of two who save the same hours at once one is told so", async () => {
  const { all } = hoursListSchema.parse(await (await owner.ask("GET", "/api/hours")).json());
  const version = all[0]?.version ?? 0;
  const answers = await Promise.all(
    ["UTC", "Europe/Berlin"].map((timeZone) =>
      owner.ask("PUT", "/api/hours/workspace", { version, hours: { ...hours, timeZone } }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
});

test("[HO6] hours that never open are refused with a code of their own", async () => {
  const never = { ...hours, week: [[], [], [], [], [], [], []] };
  expect(await codeOf(await owner.ask("PUT", `/api/hours/${teamId}`, { version: 0, hours: never }))).toBe(
    "hours_never_open",
  );
});

test.each([
  ["hours.timeZone", { timeZone: "Mars/Olympus" }],
  ["hours.week", { week: [day] }],
  ["hours.week.0.0", { week: [[{ from: 600, to: 600 }], [], [], [], [], [], []] }],
  ["hours.week.0", { week: [[...day, { from: 600, to: 700 }], [], [], [], [], [], []] }],
  ["hours.holidays.0.date", { holidays: [{ date: "2026-02-30", name: "", ranges: [] }] }],
  ["hours.holidays", { holidays: [...hours.holidays, ...hours.holidays] }],
])("%s that does not fit is named", async (path, change) => {
  const answer = await owner.ask("PUT", `/api/hours/${teamId}`, { version: 0, hours: { ...hours, ...change } });
  expect(await answer.json()).toMatchObject({ error: { code: "invalid_request", path } });
});

test("a team that does not exist has no hours", async () => {
  expect(await codeOf(await owner.ask("PUT", "/api/hours/team-nobody-knows", { version: 0, hours }))).toBe(
    "team_unknown",
  );
});
