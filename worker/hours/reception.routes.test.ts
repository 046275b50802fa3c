import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { type Hours } from "../protocol/hours.ts";
import { type Reception, receptionSchema } from "../protocol/reception.ts";
import { newAgent, openInbox } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace } from "../testing/workspace.ts";
import { listHours, saveHours } from "./hours.store.ts";
import { soon } from "../testing/soon.ts";

let siteKey: string;
let teamId: string;

const nine = [{ from: 540, to: 1080 }];
const week: Hours["week"] = [nine, nine, nine, nine, nine, [], []];
const office: Hours = { always: false, timeZone: "America/Sao_Paulo", week, holidays: [] };

beforeAll(async () => {
  const made = await createWorkspace();
  ({ siteKey, teamId } = made);
});

beforeEach(async () => {
  await testEnv.DB.prepare("DELETE FROM hours").run();
});

async function reception(more = ""): Promise<Reception> {
  const answer = await new Browser().ask("GET", `/api/widget/reception?site=${siteKey}${more}`);
  return receptionSchema.parse(await answer.json());
}

test("[HO10] somebody is there while the hours say so and an agent is available", async () => {
  expect(await reception()).toEqual({ open: true, next: null, available: false });
  const ana = await newAgent("Ana", [{ id: teamId, name: "Support" }]);
  const inbox = await openInbox(teamId, ana);
  await inbox.hello();
  await soon(async () => expect((await reception()).available).toBe(true));
});

test("[HO10] outside of the hours it says when they begin; a team's own come before the company's", async () => {
  const closedToday = new Date().getUTCDay();
  const tomorrowOnly = office.week.map((_, day) => (day === closedToday ? [{ from: 600, to: 660 }] : []));
  // Monday is 0 here and 1 in Date: the one day that is open is tomorrow.
  await saveHours(database(testEnv), null, 0, { ...office, timeZone: "UTC", week: tomorrowOnly });
  const told = await reception();
  expect(told.open).toBe(false);
  const midnight = Date.UTC(...todayUtc());
  expect(told.next).toBe(midnight + 24 * 3600_000 + 600 * 60_000);
  await saveHours(database(testEnv), teamId, 0, { ...office, always: true });
  expect((await reception()).open).toBe(true);
  expect(await listHours(database(testEnv))).toHaveLength(2);
});

function todayUtc(): [number, number, number] {
  const now = new Date();
  return [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
}

test("a site that does not exist has no door", async () => {
  const answer = await new Browser().ask("GET", "/api/widget/reception?site=nobody");
  expect(answer.status).toBe(404);
});

test("[HO13] an e-mail that is none is refused, one that is stays with the customer", async () => {
  const at = new Browser();
  const opened = await at.ask("POST", "/api/widget/session", { site: siteKey, token: null });
  const { token } = await opened.json<{ token: string }>();
  const identify = (email: string) =>
    at.ask(
      "POST",
      "/api/widget/identify",
      { identity: { kind: "unverified", name: null, email }, conversation: null },
      { authorization: `Bearer ${token}` },
    );
  const wrong = await identify("clara at example");
  expect(await wrong.json()).toMatchObject({ error: { code: "invalid_request", path: "identity.email" } });
  expect(await (await identify("Clara@Example.com")).json()).toMatchObject({
    customer: { email: "clara@example.com", verified: false },
  });
});
