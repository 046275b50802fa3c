import { sign } from "hono/jwt";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { type Site, type SiteFields, siteIdentitySchema, siteSchema, sitesSchema } from "../protocol/site.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, password } from "../testing/workspace.ts";
import { validSecrets } from "./site.domain.ts";
import { noteSighting } from "./sighting.store.ts";
import { findSiteByKey } from "./site.store.ts";

let owner: Browser;
let fields: SiteFields;
let site: Site;

beforeAll(async () => {
  const made = await createWorkspace();
  owner = await new Browser().signIn(made.owner.email, password);
  fields = {
    name: "Shop",
    allowedOrigins: ["https://shop.test"],
    defaultTeamId: made.teamId,
    look: { color: "#0a7cff", position: "end" },
    greeting: { en: "Hello", "pt-BR": "Olá" },
  };
});

beforeEach(async () => {
  site = siteSchema.parse(await (await owner.ask("POST", "/api/sites", fields)).json());
});

async function codeOf(answer: Response): Promise<string> {
  return (await answer.json<{ error: { code: string } }>()).error.code;
}

test("a site is made, changed and taken away; each has a key of its own", async () => {
  const other = siteSchema.parse(await (await owner.ask("POST", "/api/sites", fields)).json());
  expect(other.key).not.toBe(site.key);
  const changed = await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 1, name: "Other" });
  expect(await changed.json()).toMatchObject({ name: "Other", version: 2, key: site.key });
  expect((await owner.ask("DELETE", `/api/sites/${site.id}?version=2`)).status).toBe(204);
  const { sites } = sitesSchema.parse(await (await owner.ask("GET", "/api/sites")).json());
  expect(sites.map(({ id }) => id)).not.toContain(site.id);
  expect(await codeOf(await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 2 }))).toBe("not_found");
});

test("[WK1] a site that somebody else saved meanwhile is neither overwritten nor taken away", async () => {
  await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 1, name: "Theirs" });
  const late = await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 1, name: "Mine" });
  expect([late.status, await codeOf(late)]).toEqual([409, "changed_meanwhile"]);
  expect(await codeOf(await owner.ask("DELETE", `/api/sites/${site.id}?version=1`))).toBe("changed_meanwhile");
  expect(await (await owner.ask("GET", `/api/sites/${site.id}`)).json()).toMatchObject({ name: "Theirs", version: 2 });
});

test.each([
  ["https://shop.test/path"],
  ["shop.test"],
  ["https://shop.test/"],
  ["*"],
  ["javascript:alert(1)"],
  ["https://shop.test frame-ancestors *"],
])("[WK3] %s is no origin, and is refused as such", async (origin) => {
  const answer = await owner.ask("POST", "/api/sites", { ...fields, allowedOrigins: ["https://shop.test", origin] });
  expect(await answer.json()).toMatchObject({ error: { code: "origin_invalid", path: "allowedOrigins.1" } });
});

test("a team that does not exist is refused, and the site stays as it was", async () => {
  const gone = { ...fields, defaultTeamId: "team-that-is-not-there" };
  expect(await codeOf(await owner.ask("POST", "/api/sites", gone))).toBe("team_unknown");
  expect(await codeOf(await owner.ask("PUT", `/api/sites/${site.id}`, { ...gone, version: 1 }))).toBe("team_unknown");
  expect(await (await owner.ask("GET", `/api/sites/${site.id}`)).json()).toEqual(site);
});

async function identityOf(path = "") {
  return siteIdentitySchema.parse(await (await owner.ask("GET", `/api/sites/${site.id}/identity${path}`)).json());
}

async function identify(secret: string): Promise<number> {
  const at = new Browser();
  const session = await (
    await at.ask("POST", "/api/widget/session", { site: site.key, token: null })
  ).json<{ token: string }>();
  const jwt = await sign({ sub: "clara", exp: Math.floor(Date.now() / 1000) + 60 }, secret, "HS256");
  const identity = { identity: { kind: "signed", jwt }, conversation: null };
  const answer = await at.ask("POST", "/api/widget/identify", identity, { authorization: `Bearer ${session.token}` });
  return answer.status;
}

test("[WK4] after a rotation the old key counts for the chosen time, then it is gone", async () => {
  const before = await identityOf();
  expect(before.previous).toBeNull();
  const rotated = await owner.ask("POST", `/api/sites/${site.id}/identity`, { version: 1, overlapHours: 24 });
  const after = siteIdentitySchema.parse(await rotated.json());
  expect(after.previous?.secret).toBe(before.secret);
  expect([await identify(before.secret), await identify(after.secret)]).toEqual([200, 200]);

  const row = (await findSiteByKey(database(testEnv), site.key))!;
  const until = after.previous!.until;
  expect(validSecrets(row, until - 1)).toEqual([after.secret, before.secret]);
  expect(validSecrets(row, until)).toEqual([after.secret]);

  await testEnv.DB.prepare("UPDATE site SET previous_secret_until = 1 WHERE id = ?").bind(site.id).run();
  expect([await identify(before.secret), await identify(after.secret)]).toEqual([401, 200]);
  expect((await identityOf()).previous).toBeNull();
  expect((await findSiteByKey(database(testEnv), site.key))?.previousSecret).toBeNull();
});

test("[WK4] without overlap the old key is gone at once; two rotations at once make one new key", async () => {
  const before = await identityOf();
  const answers = await Promise.all(
    [0, 0].map((overlapHours) => owner.ask("POST", `/api/sites/${site.id}/identity`, { version: 1, overlapHours })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(await identify(before.secret)).toBe(401);
  expect(await identify((await identityOf()).secret)).toBe(200);
});

test("the settings of a site do not carry its identity key", async () => {
  const { secret } = await identityOf();
  expect(await (await owner.ask("GET", "/api/sites")).text()).not.toContain(secret);
});

const at = 1_790_000_000_000;

async function sightings(): Promise<Site["sightings"]> {
  return siteSchema.parse(await (await owner.ask("GET", `/api/sites/${site.id}`)).json()).sightings;
}

test("[WK5] where the script tag is seen is noted, also where it is not allowed", async () => {
  const row = (await findSiteByKey(database(testEnv), site.key))!;
  await noteSighting(testEnv.DB, row, "https://shop.test", at);
  await noteSighting(testEnv.DB, row, "https://stage.test", at + 1);
  expect(await sightings()).toEqual([
    { origin: "https://stage.test", at: at + 1 },
    { origin: "https://shop.test", at },
  ]);
});

test("[WK5] it is written at most every ten minutes, and strangers cannot fill the table", async () => {
  const row = (await findSiteByKey(database(testEnv), site.key))!;
  await noteSighting(testEnv.DB, row, "https://shop.test", at);
  await noteSighting(testEnv.DB, row, "https://shop.test", at + 9 * 60_000);
  expect(await sightings()).toEqual([{ origin: "https://shop.test", at }]);
  await noteSighting(testEnv.DB, row, "https://shop.test", at + 10 * 60_000);
  expect(await sightings()).toEqual([{ origin: "https://shop.test", at: at + 10 * 60_000 }]);
  for (let n = 0; n < 40; n += 1) await noteSighting(testEnv.DB, row, `https://stranger-${n}.test`, at);
  expect((await sightings()).length).toBeLessThanOrEqual(21);
  const allowed = { ...row, allowedOrigins: [...row.allowedOrigins, "https://new.test"] };
  await noteSighting(testEnv.DB, allowed, "https://new.test", at);
  expect((await sightings()).map(({ origin }) => origin)).toContain("https://new.test");
});

test("[WK5] the loader notes the page that asks for it, once it knows the site", async () => {
  const asked = await new Browser().ask("GET", `/widget.js?site=${site.key}`, undefined, {
    referer: "https://shop.test/",
  });
  await asked.body?.cancel();
  expect((await sightings()).map(({ origin }) => origin)).toEqual(["https://shop.test"]);
});

test("[WK5] a page that may not carry the chat asks for the loader again soon, one that may keeps it for minutes", async () => {
  const keptAt = async (headers: Record<string, string>, key = site.key) => {
    const answer = await new Browser().ask("GET", `/widget.js?site=${key}`, undefined, headers);
    await answer.body?.cancel();
    return answer.headers.get("cache-control");
  };
  const [allowed] = site.allowedOrigins;
  expect(await keptAt({ referer: `${allowed}/` })).toContain("max-age=300");
  expect(await keptAt({})).toContain("max-age=300");
  expect(await keptAt({ referer: "https://stage.test/" })).toBe("public, max-age=10");
  expect(await keptAt({}, "site-nobody-knows")).toBe("public, max-age=10");
});

test("[CB20] what stays hidden in co-browsing is saved with its site, and stays when only the rest is saved", async () => {
  const cobrowse = { mode: "private", rules: [{ action: "show", selector: "h1", pages: "/help/*" }] };
  expect(site.cobrowse).toEqual({ mode: "standard", rules: [] });
  const saved = await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 1, cobrowse });
  expect(await saved.json()).toMatchObject({ cobrowse, version: 2 });
  const renamed = await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, version: 2, name: "Renamed" });
  expect(await renamed.json()).toMatchObject({ name: "Renamed", cobrowse });
  for (const rule of [
    { action: "hide", selector: "h1", pages: "" },
    { action: "mask", selector: " ", pages: "" },
    { action: "mask", selector: "h1 /* and", pages: "" },
    { action: "mask", selector: "h1", pages: "checkout" },
  ]) {
    const wrong = { ...fields, version: 3, cobrowse: { mode: "standard", rules: [rule] } };
    expect(await codeOf(await owner.ask("PUT", `/api/sites/${site.id}`, wrong)), JSON.stringify(rule)).toBe(
      "invalid_request",
    );
  }
});
