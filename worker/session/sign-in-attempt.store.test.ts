import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { attemptSucceeded, beginAttempt, type Subject, subjects } from "./sign-in-attempt.store.ts";

const db = database(env);
const minutes = 60_000;
const start = 1_800_000_000_000;

beforeEach(async () => {
  await env.DB.exec("DELETE FROM sign_in_attempt");
});

/** "checked", or how many milliseconds the door stays closed. */
async function attempt(wanted: Subject[], now = start): Promise<"checked" | number> {
  try {
    await beginAttempt(db, wanted, now);
    return "checked";
  } catch (error) {
    if (!(error instanceof FalaError) || error.code !== "locked_out") throw error;
    return error.detail.retryAfterMs ?? Number.NaN;
  }
}

async function fail(times: number, wanted: Subject[], now = start): Promise<void> {
  for (let n = 0; n < times; n += 1) expect(await attempt(wanted, now)).toBe("checked");
}

test("the tenth failure is checked, the eleventh is not, for a quarter of an hour", async () => {
  const ana = subjects.account("ana@a.test");
  await fail(10, [ana]);
  expect(await attempt([ana])).toBe(15 * minutes);
  expect(await attempt([ana], start + 15 * minutes - 1)).toBe(1);
  expect(await attempt([ana], start + 15 * minutes)).toBe("checked");
});

test("trying while it is locked does not keep it locked", async () => {
  const ana = subjects.account("ana@b.test");
  await fail(10, [ana]);
  for (let minute = 1; minute < 15; minute += 1) {
    expect(await attempt([ana], start + minute * minutes)).toBe((15 - minute) * minutes);
  }
  await fail(10, [ana], start + 15 * minutes);
});

test("failures of more than a quarter of an hour ago do not count", async () => {
  const ana = subjects.account("ana@c.test");
  await fail(9, [ana]);
  await fail(10, [ana], start + 15 * minutes);
  expect(await attempt([ana], start + 16 * minutes)).toBe(14 * minutes);
});

test("of a hundred attempts in the same instant ten are checked", async () => {
  const ana = subjects.account("ana@d.test");
  const results = await Promise.all(Array.from({ length: 100 }, () => attempt([ana])));
  expect(results.filter((result) => result === "checked")).toHaveLength(10);
});

test("an account is the same in capitals", async () => {
  await fail(10, [subjects.account("ana@e.test")]);
  expect(await attempt([subjects.account("Ana@E.test")])).toBe(15 * minutes);
});

test("an address has fifty failures, over all accounts", async () => {
  const address = subjects.address("192.0.2.7");
  for (let n = 0; n < 50; n += 1) await fail(1, [subjects.account(`${n}@f.test`), address]);
  expect(await attempt([subjects.account("new@f.test"), address])).toBe(15 * minutes);
  expect(await attempt([subjects.account("new@f.test"), subjects.address("192.0.2.8")])).toBe("checked");
});

test("one home's network of IPv6 is one address", async () => {
  await fail(50, [subjects.address("2001:db8:1:2::1")]);
  expect(await attempt([subjects.address("2001:db8:1:2:ffff::9")])).toBe(15 * minutes);
  expect(await attempt([subjects.address("2001:db8:1:3::1")])).toBe("checked");
});

test("a success forgets the account's failures, but of the shared address only its own attempt", async () => {
  const ana = subjects.account("ana@g.test");
  const address = subjects.address("192.0.2.9");
  await fail(9, [ana, address]);
  await fail(1, [ana, address]);
  await attemptSucceeded(db, [ana], [address], start);
  await fail(10, [ana]);
  await fail(41, [address]);
  expect(await attempt([address])).toBe(15 * minutes);
});

test("what nobody counts any more is dropped, and no e-mail or address is stored", async () => {
  await fail(1, [subjects.account("old@h.test"), subjects.address("192.0.2.10")]);
  await attemptSucceeded(db, [], [], start + 31 * minutes);
  expect(await env.DB.prepare("SELECT count(*) AS n FROM sign_in_attempt").first("n")).toBe(0);
  await fail(1, [subjects.account("new@h.test"), subjects.address("192.0.2.10")]);
  const { results } = await env.DB.prepare("SELECT * FROM sign_in_attempt").all();
  expect(JSON.stringify(results)).not.toMatch(/new@h\.test|192\.0\.2/);
});
