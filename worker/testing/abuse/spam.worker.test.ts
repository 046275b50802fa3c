import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sessionResponseSchema } from "../../protocol/widget.ts";
import { newId } from "../actors.ts";
import { database } from "../../platform/database.ts";
import { beginAttempt, subjects } from "../../session/sign-in-attempt.store.ts";
import { Browser, type BrowserOptions, testEnv } from "../browser.ts";
import { createWorkspace, password } from "../workspace.ts";
import { codeOf } from "./world.ts";

const owner = new Browser({ address: "192.0.2.90" });
let siteKey = "";
let site = { id: "", version: 0 };
let fields: Record<string, unknown> = {};

type Site = { id: string; version: number; key: string; turnstile: unknown; newConversations: unknown };

beforeAll(async () => {
  const workspace = await createWorkspace();
  siteKey = workspace.siteKey;
  await owner.signIn(workspace.owner.email, password);
  const { sites } = await (await owner.ask("GET", "/api/sites")).json<{ sites: Site[] }>();
  site = sites.find(({ key }) => key === siteKey)!;
  const look = { color: "#112233", position: "end" };
  fields = {
    name: "Shop",
    allowedOrigins: [],
    defaultTeamId: workspace.teamId,
    look,
    greeting: { en: "", "pt-BR": "" },
  };
});

afterEach(() => {
  vi.useRealTimers();
});

async function saves(more: object): Promise<Site> {
  const answer = await owner.ask("PUT", `/api/sites/${site.id}`, { ...fields, ...more, version: site.version });
  expect(answer.status, await answer.clone().text()).toBe(200);
  const saved = await answer.json<Site>();
  site = saved;
  return saved;
}

/** Somebody new on the site; each try is a conversation of its own where no other is said. */
async function newcomer(options: BrowserOptions) {
  const browser = new Browser(options);
  const answer = await browser.ask("POST", "/api/widget/session", { site: siteKey, token: null });
  const { token } = sessionResponseSchema.parse(await answer.json());
  return async (more: { conversation?: string; id?: string; challenge?: string } = {}) => {
    const body = { text: "Buy my pills", topic: null, visits: [], attributes: {}, language: null };
    const ids = { conversation: newId(), id: newId() };
    const started = await browser.ask(
      "POST",
      "/api/widget/conversations",
      { ...body, ...ids, ...more },
      { authorization: `Bearer ${token}` },
    );
    return started.ok ? "begun" : await codeOf(started);
  };
}

describe("new conversations", () => {
  test("[AB9] six from one address within half a day, whoever it says it is; the same again counts once", async () => {
    const address = "198.51.100.1";
    const first = { conversation: newId(), id: newId() };
    const begins = await newcomer({ address });
    expect(await begins(first)).toBe("begun");
    expect(await begins(first)).toBe("begun");
    for (let index = 0; index < 5; index += 1) expect(await (await newcomer({ address }))()).toBe("begun");
    expect(await (await newcomer({ address }))()).toBe("too_many_conversations");
    expect(await begins(first)).toBe("begun");
    expect(await (await newcomer({ address: "198.51.100.2" }))()).toBe("begun");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 12 * 3600_000 + 1_000 });
    expect(await (await newcomer({ address }))()).toBe("begun");
  });

  test("[AB9] a hundred at once are six; addresses of one IPv6 network are one", async () => {
    const everybody = await Promise.all(
      Array.from({ length: 40 }, (_, index) => newcomer({ address: `2001:db8:1:2::${index.toString(16)}` })),
    );
    const outcomes = await Promise.all(everybody.map((begins) => begins()));
    expect(outcomes.filter((outcome) => outcome === "begun")).toHaveLength(6);
  });

  test("[AB9] as many as the site says", async () => {
    await saves({ newConversations: 2 });
    const address = "198.51.100.3";
    const begins = await newcomer({ address });
    expect([await begins(), await begins(), await begins()]).toEqual(["begun", "begun", "too_many_conversations"]);
    expect((await saves({ newConversations: null })).newConversations).toBeNull();
    expect(await begins()).toBe("begun");
    await saves({ newConversations: 6 });
  });
});

describe("Turnstile", () => {
  const keys = { siteKey: "1x00000000000000000000AA", secret: "1x0000000000000000000000000000000AA" };

  test("[AB10] the secret key is kept and never shown; it needs to be there", async () => {
    const refused = await owner.ask("PUT", `/api/sites/${site.id}`, {
      ...fields,
      version: site.version,
      turnstile: { ...keys, secret: null },
    });
    expect(await codeOf(refused)).toBe("invalid_request");
    expect((await saves({ turnstile: keys })).turnstile).toEqual({ siteKey: keys.siteKey, secret: null });
    const other = "1x00000000000000000000BB";
    expect((await saves({ turnstile: { siteKey: other, secret: null } })).turnstile).toEqual({
      siteKey: other,
      secret: null,
    });
  });

  test("[AB10] a conversation begins with a proof that Turnstile confirms, and with no other", async () => {
    const asked: { url: string; body: string }[] = [];
    let answers: () => Response | Promise<Response> = () => Response.json({ success: true });
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      // As a request of the platform's, which refuses what it does not know.
      asked.push({ url, body: await new Request(url, init).text() });
      return await answers();
    });
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const begins = await newcomer({ address: "198.51.100.9" });
    expect(await begins()).toBe("challenge_required");
    expect(asked).toEqual([]);
    answers = () => Response.json({ success: false, "error-codes": ["timeout-or-duplicate"] });
    expect(await begins({ challenge: "used" })).toBe("challenge_required");
    answers = () => Promise.reject(new Error("no network"));
    expect(await begins({ challenge: "proof" })).toBe("challenge_required");
    expect(said).toHaveBeenCalledWith(expect.stringContaining("challenge_unverified"));
    answers = () => Response.json({ success: true });
    const one = { conversation: newId(), id: newId() };
    expect(await begins({ ...one, challenge: "proof" })).toBe("begun");
    const { url, body } = asked.at(-1)!;
    expect(url).toBe("https://challenges.cloudflare.com/turnstile/v0/siteverify");
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      secret: keys.secret,
      response: "proof",
      remoteip: "198.51.100.9",
    });
    // Its answer got lost: the proof is good only once, and the conversation is there.
    expect(await begins(one)).toBe("begun");
    expect(asked).toHaveLength(3);
  });

  test("[AB10] only the frame of a site that asks for it may load Turnstile", async () => {
    await saves({ turnstile: null });
    expect(await (await newcomer({ address: "198.51.100.10" }))()).toBe("begun");
  });
});

describe("guessing", () => {
  const tries = async (count: number, path: string, body: object, address: string): Promise<string[]> => {
    const codes: string[] = [];
    for (let index = 0; index < count; index += 1)
      codes.push(await codeOf(await new Browser({ address }).ask("POST", path, body)));
    return codes;
  };

  test("[AB8] a link of an invitation thirty times, wherever it is tried", async () => {
    const opened = await tries(20, "/api/invitations/open", { token: "guess" }, "203.0.113.1");
    const accepted = await tries(
      11,
      "/api/invitations/accept",
      { token: "guess", name: "Eve", password },
      "203.0.113.1",
    );
    expect(new Set([...opened, ...accepted.slice(0, 10)])).toEqual(new Set(["invitation_unknown"]));
    expect(accepted.at(-1)).toBe("locked_out");
    expect(await tries(1, "/api/invitations/open", { token: "guess" }, "203.0.113.2")).toEqual(["invitation_unknown"]);
  });

  test("[AB8] the setup token ten times", async () => {
    const body = {
      token: "guess",
      workspace: "A",
      name: "Eve",
      email: "eve@fala.test",
      password,
      team: "T",
      site: "S",
      allowedOrigin: "https://a.test",
    };
    const codes = [
      ...(await tries(5, "/api/setup", body, "203.0.113.3")),
      ...(await tries(6, "/api/setup/token", { token: "guess" }, "203.0.113.3")),
    ];
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => "setup_token_invalid"));
    expect(codes.at(-1)).toBe("locked_out");
  });

  test("[AB8] a password fifty times from one address, whatever accounts", async () => {
    const address = "203.0.113.4";
    const guess = (account: number) =>
      tries(1, "/api/session", { email: `guess-${account}@fala.test`, password }, address);
    expect(await guess(1)).toEqual(["sign_in_failed"]);
    // Each guess costs a hash: most of them are only counted here, as the sign-in does.
    for (let count = 2; count < 50; count += 1) await beginAttempt(database(testEnv), [subjects.address(address)]);
    expect(await guess(50)).toEqual(["sign_in_failed"]);
    expect(await guess(51)).toEqual(["locked_out"]);
  });
});
