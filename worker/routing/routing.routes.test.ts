import { beforeAll, describe, expect, test } from "vitest";
import { paths } from "../protocol/paths.ts";
import { type Condition, type RoutingRule, routingSchema } from "../protocol/routing.ts";
import { sitesSchema } from "../protocol/site.ts";
import { sessionResponseSchema, startResponseSchema } from "../protocol/widget.ts";
import { newId, newTeam } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { readRow } from "../inbox/list.store.ts";
import { soon } from "../testing/soon.ts";

let [teamId, siteKey, siteId] = ["", "", ""];
let admin: Browser;
let wholesale: { id: string };

beforeAll(async () => {
  ({ teamId, siteKey } = await createWorkspace());
  const { email } = await joinTeam(teamId, "Ada", "admin");
  admin = await new Browser().signIn(email, password);
  wholesale = await newTeam("Wholesale");
  const { sites } = sitesSchema.parse(await (await admin.ask("GET", "/api/sites")).json());
  siteId = sites[0]?.id ?? "";
});

const rule = (more: Partial<RoutingRule> = {}): RoutingRule => ({
  id: newId(),
  name: "Offices",
  on: true,
  conditions: [{ about: "page", key: "", test: "contains", values: ["/wholesale"] }],
  teamId: wholesale.id,
  ...more,
});

const read = async () => routingSchema.parse(await (await admin.ask("GET", paths.routing)).json());

async function save(rules: object[], version?: number): Promise<Response> {
  return await admin.ask("PUT", paths.routing, { version: version ?? (await read()).version, rules });
}

async function refusalOf(answer: Response): Promise<object> {
  const { error } = await answer.json<{ error: { code: string; path?: string } }>();
  return { status: answer.status, code: error.code, path: error.path };
}

async function start(more: object = {}): Promise<string> {
  const shop = new Browser();
  const session = await shop.ask("POST", paths.widgetSession, { site: siteKey, token: null });
  const { token } = sessionResponseSchema.parse(await session.json());
  const first = { conversation: newId(), id: newId(), text: "Hello", topic: null, visits: [], attributes: {} };
  const headers = { authorization: `Bearer ${token}`, "accept-language": "pt-BR,en" };
  const answer = await shop.ask("POST", paths.widgetStart, { ...first, language: null, ...more }, headers);
  return startResponseSchema.parse(await answer.json()).conversation;
}

async function teamOf(conversation: string): Promise<string> {
  return await soon(async () => {
    const row = await readRow(testEnv.DB, conversation);
    if (row === null) throw new Error("not indexed yet");
    return row.team.id;
  });
}

describe("a conversation that starts", () => {
  test("[RR1][RR6] goes to the team of the first rule that matches, else to the site's", async () => {
    const visits = [{ url: "https://shop.test/wholesale/prices", title: "Prices", at: 1 }];
    expect((await save([rule({ on: false, teamId }), rule(), rule({ id: newId(), teamId })])).status).toBe(200);
    expect(await teamOf(await start({ visits }))).toBe(wholesale.id);
    expect(await teamOf(await start())).toBe(teamId);
  });

  test("[RR2][RR4] is known by its topic, attributes, site and the browser's language", async () => {
    const conditions = [
      { about: "topic", key: "", test: "is", values: ["Prices"] },
      { about: "attribute", key: "seats", test: "at_least", values: ["10"] },
      { about: "site", key: "", test: "is", values: [siteId] },
      { about: "language", key: "", test: "is", values: ["pt"] },
    ];
    expect((await save([{ ...rule(), conditions }])).status).toBe(200);
    expect(await teamOf(await start({ topic: "prices", attributes: { seats: 12 } }))).toBe(wholesale.id);
    expect(await teamOf(await start({ topic: "prices", attributes: { seats: 9 } }))).toBe(teamId);
    expect(await teamOf(await start({ topic: "prices", attributes: { seats: 12 }, language: "en" }))).toBe(teamId);
  });
});

describe("saving", () => {
  test("[RR10] keeps the order, and answers with the new version", async () => {
    const { version } = await read();
    const rules = [rule({ name: "B" }), rule({ name: "A", conditions: [{ ...first, values: ["/a"] }] })];
    expect(await (await save(rules)).json()).toEqual({ version: version + 1, rules });
    expect(await read()).toEqual({ version: version + 1, rules });
    await save(rules.toReversed());
    expect((await read()).rules).toEqual(rules.toReversed());
    expect((await save([])).status).toBe(200);
    expect((await read()).rules).toEqual([]);
  });

  test("[RR10] of two at once one wins, and the other is told; nothing of it is left", async () => {
    const { version } = await read();
    const lists = [[rule({ name: "One" })], [rule({ name: "Two" }), rule({ name: "Three" })]];
    const answers = await Promise.all(lists.map((rules) => save(rules, version)));
    const won = answers.findIndex(({ status }) => status === 200);
    expect(await refusalOf(answers[1 - won]!)).toMatchObject({ status: 409, code: "changed_meanwhile" });
    expect(await read()).toEqual({ version: version + 1, rules: lists[won] });
  });

  const first: Condition = { about: "page", key: "", test: "contains", values: ["/x"] };
  test.each<[string, string, () => object[]]>([
    ["rule_matches_everything", "rules.1", () => [rule(), rule({ conditions: [] })]],
    ["rule_matches_nothing", "rules.0", () => [rule({ conditions: [first, { ...first, test: "contains_not" }] })]],
    ["invalid_request", "rules.0.conditions.0", () => [rule({ conditions: [{ ...first, values: [] }] })]],
    ["invalid_request", "rules.0.name", () => [rule({ name: " " })]],
    ["invalid_request", "rules", () => [rule({ id: "the-same-id" }), rule({ id: "the-same-id" })]],
  ])("[RR11] refuses with %s at %s, and changes nothing", async (code, path, rules) => {
    const before = await read();
    expect(await refusalOf(await save(rules()))).toMatchObject({ status: 400, code, path });
    expect(await read()).toEqual(before);
  });

  test("[RR11] refuses a team that does not exist, saves a rule that is shadowed", async () => {
    const before = await read();
    expect(await refusalOf(await save([rule({ teamId: "no-such-team" })]))).toMatchObject({ code: "team_unknown" });
    expect(await read()).toEqual(before);
    expect((await save([rule(), rule()])).status).toBe(200);
  });

  test("[RR12] the database itself keeps a team that a rule leads to", async () => {
    await save([rule()]);
    await expect(testEnv.DB.prepare("DELETE FROM team WHERE id = ?").bind(wholesale.id).run()).rejects.toThrow(
      /FOREIGN KEY/,
    );
  });

  test("[RR13] is for who may manage the workspace", async () => {
    const { email } = await joinTeam(teamId, "Sue", "supervisor");
    const supervisor = await new Browser().signIn(email, password);
    expect(await refusalOf(await supervisor.ask("GET", paths.routing))).toMatchObject({ code: "forbidden" });
    const body = { version: 0, rules: [] };
    expect(await refusalOf(await supervisor.ask("PUT", paths.routing, body))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(await new Browser().ask("PUT", paths.routing, body))).toMatchObject({
      code: "not_signed_in",
    });
  });
});
