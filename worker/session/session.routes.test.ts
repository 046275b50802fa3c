import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import { type Sessions, sessionsSchema } from "../protocol/session.ts";
import { Browser, listeningInboxes, testEnv, watched } from "../testing/browser.ts";
import { createWorkspace, joinTeam, markDeactivated, password } from "../testing/workspace.ts";
import { endSessionsOfAgent } from "./session-end.store.ts";
import { outdatedSession } from "./session.table.ts";

const { db, statements } = watched(testEnv.DB);
const { INBOX, told } = listeningInboxes();
const env = { ...testEnv, DB: db, INBOX };

let teamId = "";
let addresses = 0;

beforeAll(async () => {
  teamId = (await createWorkspace()).teamId;
});

afterEach(() => {
  vi.useRealTimers();
});

/** A browser at an address of its own, so that no test counts another one's failures. */
function browser(options: { origin?: string } = {}): Browser {
  addresses += 1;
  return new Browser({ env, address: `198.51.100.${addresses}`, ...options });
}

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

async function sessionsOf(who: Browser): Promise<Sessions["sessions"]> {
  return sessionsSchema.parse(await (await who.ask("GET", "/api/session")).json()).sessions;
}

describe("signing in", () => {
  test("the right password opens a session", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email.toUpperCase(), password);
    const me = await at.ask("GET", "/api/me");
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ agent: { id: ana.id, name: "Ana", role: "agent" }, email: ana.email });
  });

  test("the session's cookies are out of reach for scripts, other sites and unencrypted connections", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const answer = await browser().ask("POST", "/api/session", { email: ana.email, password });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(
      expect.arrayContaining(["__Host-fala.session_token", "__Host-fala.session_data"]),
    );
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).not.toMatch(/Domain/i);
    }
  });

  test("on http://localhost, where no cookie can be Secure, the cookies have a plain name", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser({ origin: "http://localhost:8787" }).signIn(ana.email, password);
    expect([...at.cookies.keys()]).toContain("fala.session_token");
    expect((await at.ask("GET", "/api/me")).status).toBe(200);
  });

  test("an unknown e-mail gets the same answer as a wrong password, after the same work", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = browser();
    const measure = async (email: string) => {
      const before = performance.now();
      const answer = await at.ask("POST", "/api/session", { email, password: "wrong password" });
      return {
        status: answer.status,
        body: await answer.text(),
        cookies: answer.headers.getSetCookie(),
        ms: performance.now() - before,
      };
    };
    await measure(ana.email);
    const wrong = await measure(ana.email);
    const unknown = await measure("nobody@fala.test");
    expect(wrong).toMatchObject({ status: 401, cookies: [] });
    expect(JSON.parse(wrong.body)).toMatchObject({ error: { code: "sign_in_failed" } });
    expect({ ...unknown, ms: 0 }).toEqual({ ...wrong, ms: 0 });
    // The hash takes some 90 ms, everything else some 10. The quickest of several, in turns: what a busy machine does besides only adds, and never
    // takes away what a hash takes.
    let quickest = { wrong: wrong.ms, unknown: unknown.ms };
    for (let more = 0; more < 6 && quickest.unknown <= quickest.wrong / 2; more += 1)
      quickest = {
        wrong: Math.min(quickest.wrong, (await measure(ana.email)).ms),
        unknown: Math.min(quickest.unknown, (await measure("nobody@fala.test")).ms),
      };
    expect(quickest.unknown).toBeGreaterThan(quickest.wrong / 2);
  });

  test("nobody can sign up, and better-auth's own addresses do not exist", async () => {
    for (const path of [
      "/api/auth/sign-up/email",
      "/api/auth/sign-in/email",
      "/api/auth/get-session",
      "/api/auth/ok",
    ]) {
      const answer = await browser().ask("POST", path, { name: "Eve", email: "eve@fala.test", password });
      expect(answer.status).toBe(404);
      expect(await codeOf(answer)).toBe("not_found");
    }
  });

  test("an agent who has left cannot sign in, and is told nothing more than a wrong password would be", async () => {
    const ana = await joinTeam(teamId, "Ana");
    await markDeactivated(ana.id);
    const answer = await browser().ask("POST", "/api/session", { email: ana.email, password });
    expect(await codeOf(answer)).toBe("sign_in_failed");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    ["no JSON", "{", undefined],
    ["no password", JSON.stringify({ email: "a@b.test" }), "password"],
    ["an e-mail that is none", JSON.stringify({ email: "a", password: "x" }), "email"],
    ["a list where an object belongs", "[]", undefined],
  ])("a request with %s is refused with the field's path", async (_, body, path) => {
    const { app } = await import("../app.ts");
    const origin = "https://fala.test";
    const answer = await app.request(`${origin}/api/session`, { method: "POST", body, headers: { origin } }, env);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_request", ...(path ? { path } : {}) } });
  });

  test("a request of more than 64 KiB is refused", async () => {
    const answer = await browser().ask("POST", "/api/session", { email: "a@b.test", password: "x".repeat(70_000) });
    expect(answer.status).toBe(413);
    expect(await codeOf(answer)).toBe("too_large");
  });
});

describe("lockout", () => {
  async function fail(at: Browser, email: string, times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      const answer = await at.ask("POST", "/api/session", { email, password: "wrong password" });
      expect(await codeOf(answer)).toBe("sign_in_failed");
    }
  }

  test("ten failures lock an account, for the right password and from another address too", async () => {
    const ana = await joinTeam(teamId, "Ana");
    await fail(browser(), ana.email, 10);
    const answer = await browser().ask("POST", "/api/session", { email: ana.email, password });
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({
      error: { code: "locked_out", retryAfterMs: expect.closeTo(15 * 60_000, -5) },
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15 * 60_000 + 1 });
    await browser().signIn(ana.email, password);
  });

  test("an account that does not exist is locked like one that does", async () => {
    await fail(browser(), "ghost@fala.test", 10);
    const answer = await browser().ask("POST", "/api/session", { email: "ghost@fala.test", password });
    expect(await codeOf(answer)).toBe("locked_out");
  });

  test("the right password before the tenth failure starts the count again", async () => {
    const ana = await joinTeam(teamId, "Ana");
    await fail(browser(), ana.email, 9);
    await browser().signIn(ana.email, password);
    await fail(browser(), ana.email, 9);
    expect((await browser().ask("POST", "/api/session", { email: ana.email, password })).status).toBe(204);
  });
});

describe("a session", () => {
  test("is checked from its signed cookie, without a read of D1, for five minutes", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email, password);
    await at.ask("GET", "/api/sites");
    statements.length = 0;
    for (let n = 0; n < 5; n += 1) expect(await codeOf(await at.ask("GET", "/api/sites"))).toBe("forbidden");
    expect(statements).toEqual([]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    expect(await codeOf(await at.ask("GET", "/api/sites"))).toBe("forbidden");
    expect(statements.filter((statement) => statement.includes('from "session"'))).toHaveLength(1);
    await at.ask("GET", "/api/sites");
    statements.length = 0;
    await at.ask("GET", "/api/sites");
    expect(statements).toEqual([]);
  });

  test("needs its cookie, unchanged", async () => {
    const ana = await joinTeam(teamId, "Ana");
    expect(await codeOf(await browser().ask("GET", "/api/me"))).toBe("not_signed_in");
    const at = await browser().signIn(ana.email, password);
    const token = at.cookies.get("__Host-fala.session_token") ?? "";
    at.cookies.set("__Host-fala.session_token", `${token.slice(0, -6)}AAAAA%3D`);
    at.cookies.delete("__Host-fala.session_data");
    expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("session_over");
  });

  test.each(["", "%", "%%%", "eyJ9", "a".repeat(3_000), "{}"])(
    "with a copy that reads %j is read from D1",
    async (copy) => {
      const ana = await joinTeam(teamId, "Ana");
      const at = await browser().signIn(ana.email, password);
      at.cookies.set("__Host-fala.session_data", copy);
      expect((await at.ask("GET", "/api/me")).status).toBe(200);
    },
  );

  test("with the copy of another session's data is read from D1", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const bea = await joinTeam(teamId, "Bea");
    const at = await browser().signIn(ana.email, password);
    const other = await browser().signIn(bea.email, password);
    at.cookies.set("__Host-fala.session_data", other.cookies.get("__Host-fala.session_data") ?? "");
    expect(await (await at.ask("GET", "/api/me")).json()).toMatchObject({ agent: { id: ana.id } });
  });

  test("ends when its agent signs out, its sockets with it, although its cookies are kept", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email, password);
    const [session] = await sessionsOf(at);
    const kept = new Map(at.cookies);
    told.length = 0;
    expect((await at.ask("DELETE", "/api/session")).status).toBe(204);
    expect(at.cookies.size).toBe(0);
    expect(told).toEqual([`revokeSession ${teamId} ${session?.id}`]);
    for (const [name, value] of kept) at.cookies.set(name, value);
    expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("session_over");
  });

  test("can be signed out where it is over already", async () => {
    expect((await browser().ask("DELETE", "/api/session")).status).toBe(204);
  });

  test("is listed, and can be revoked from another one: refused at once, sockets closed", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const here = await browser().signIn(ana.email, password);
    const there = await browser().signIn(ana.email, password);
    const list = await sessionsOf(here);
    expect(list.filter((session) => session.current)).toHaveLength(1);
    const other = list.find((session) => !session.current)!;
    told.length = 0;
    expect((await here.ask("DELETE", `/api/session/${other.id}`)).status).toBe(204);
    expect(told).toEqual([`revokeSession ${teamId} ${other.id}`]);
    expect(await codeOf(await there.ask("GET", "/api/me"))).toBe("session_over");
    expect((await here.ask("GET", "/api/me")).status).toBe(200);
    expect(await sessionsOf(here)).toHaveLength(1);
  });

  test("of somebody else cannot be revoked, nor told from none", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const bea = await joinTeam(teamId, "Bea");
    const at = await browser().signIn(ana.email, password);
    const other = await browser().signIn(bea.email, password);
    const [session] = await sessionsOf(other);
    for (const id of [session!.id, "no-such-session"]) {
      expect(await codeOf(await at.ask("DELETE", `/api/session/${id}`))).toBe("not_found");
    }
    expect((await other.ask("GET", "/api/me")).status).toBe(200);
  });

  test("goes on when all others are revoked", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const here = await browser().signIn(ana.email, password);
    const others = [await browser().signIn(ana.email, password), await browser().signIn(ana.email, password)];
    expect((await here.ask("DELETE", "/api/session/others")).status).toBe(204);
    for (const other of others) expect(await codeOf(await other.ask("GET", "/api/me"))).toBe("session_over");
    expect((await here.ask("GET", "/api/me")).status).toBe(200);
  });

  test("that another isolate revoked is refused within ten seconds, although its cookie is good for minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email, password);
    const [session] = await sessionsOf(at);
    // As the other isolate does it; this one's copy of the list is not told.
    vi.setSystemTime(Date.now() + 1);
    await database(testEnv).insert(outdatedSession).values({ sessionId: session!.id, changedAt: Date.now() });
    await testEnv.DB.prepare("DELETE FROM session WHERE id = ?").bind(session!.id).run();
    vi.setSystemTime(Date.now() + 10_000);
    expect(await codeOf(await at.ask("GET", "/api/sites"))).toBe("session_over");
  });

  test("ends when its agent is deactivated", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email, password);
    await markDeactivated(ana.id);
    await endSessionsOfAgent(env, ana.id);
    expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("session_over");
  });

  test("shows a new name at once, in every browser of the agent", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const here = await browser().signIn(ana.email, password);
    const there = await browser().signIn(ana.email, password);
    await here.ask("PATCH", "/api/me", { name: "Ana Lima" });
    for (const at of [here, there]) {
      expect(await (await at.ask("GET", "/api/me")).json()).toMatchObject({ agent: { name: "Ana Lima" } });
    }
  });
});

describe("changing the password", () => {
  test("ends the other sessions and keeps this browser signed in", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const here = await browser().signIn(ana.email, password);
    const there = await browser().signIn(ana.email, password);
    const next = { currentPassword: password, newPassword: "another horse battery" };
    expect((await here.ask("POST", "/api/session/password", next)).status).toBe(204);
    expect(await codeOf(await there.ask("GET", "/api/me"))).toBe("session_over");
    expect((await here.ask("GET", "/api/me")).status).toBe(200);
    expect(await codeOf(await browser().ask("POST", "/api/session", { email: ana.email, password }))).toBe(
      "sign_in_failed",
    );
    await browser().signIn(ana.email, next.newPassword);
  });

  test("needs the old one, and says so without ending the session", async () => {
    const ana = await joinTeam(teamId, "Ana");
    const at = await browser().signIn(ana.email, password);
    const wrong = { currentPassword: "wrong password", newPassword: "another horse battery" };
    expect(await codeOf(await at.ask("POST", "/api/session/password", wrong))).toBe("password_wrong");
    const short = { currentPassword: password, newPassword: "short" };
    expect(await codeOf(await at.ask("POST", "/api/session/password", short))).toBe("invalid_request");
    expect((await at.ask("GET", "/api/me")).status).toBe(200);
  });
});

describe("a foreign page", () => {
  test.each(["https://evil.test", "null", "http://fala.test", "https://fala.test:444", ""])(
    "at %j changes nothing",
    async (origin) => {
      const ana = await joinTeam(teamId, "Ana");
      const at = await browser().signIn(ana.email, password);
      for (const [method, path] of [
        ["DELETE", "/api/session"],
        ["PATCH", "/api/me"],
        ["POST", "/api/session"],
      ] as const) {
        const answer = await at.ask(method, path, undefined, { origin });
        expect(answer.status).toBe(403);
        expect(await codeOf(answer)).toBe("origin_foreign");
      }
      expect((await at.ask("GET", "/ws/inbox/x", undefined, { origin, upgrade: "websocket" })).status).toBe(403);
      expect((await at.ask("GET", "/api/me")).status).toBe(200);
    },
  );
});

test("what fails inside says nothing of the inside", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = new Proxy(testEnv.DB, {
    get: () => () => {
      throw new Error("D1_ERROR: no such table: agent at /srv/worker/agent.store.ts");
    },
  });
  const at = new Browser({ env: { ...env, DB: broken } });
  for (const ask of [
    () => at.ask("POST", "/api/session", { email: "a@b.test", password }),
    () => at.ask("GET", "/api/setup"),
  ]) {
    const answer = await ask();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      error: {
        code: "internal",
        message: "Something went wrong on our side. Nothing was changed; try again.",
        retryAfterMs: 1_000,
      },
    });
  }
  expect(said).toHaveBeenCalledTimes(2);
});
