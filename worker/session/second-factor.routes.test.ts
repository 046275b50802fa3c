import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { managedAgentSchema } from "../protocol/managed-agent.ts";
import { backupCodesSchema, type SecondFactorStart, secondFactorStartSchema } from "../protocol/session.ts";
import { Browser, listeningInboxes, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, markDeactivated, password, type TestAgent } from "../testing/workspace.ts";
import { totp } from "../testing/totp.ts";

const { INBOX, told } = listeningInboxes();
const env = { ...testEnv, INBOX };
const stepMs = 30_000;

let teamId = "";
let owner: TestAgent;

beforeAll(async () => {
  ({ teamId, owner } = await createWorkspace());
});

// A clock that stands still in the middle of a code's half minute, so that "the code before" is always that.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / stepMs) * stepMs + 15_000 });
  return () => vi.useRealTimers();
});

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

/** An agent with the second factor on, where the code of this half minute was used to confirm it. */
async function withFactor(): Promise<{ agent: TestAgent; at: Browser; factor: SecondFactorStart }> {
  const agent = await joinTeam(teamId, "Ana");
  const at = await new Browser({ env }).signIn(agent.email, password);
  const factor = secondFactorStartSchema.parse(
    await (await at.ask("POST", "/api/session/second-factor/start", { password })).json(),
  );
  const confirmed = await at.ask("POST", "/api/session/second-factor/confirm", {
    code: await totp(factor.secret, Date.now()),
  });
  expect(confirmed.status).toBe(204);
  return { agent, at, factor };
}

/** As far as the password goes. */
async function halfway(agent: TestAgent): Promise<Browser> {
  const at = new Browser({ env });
  const answer = await at.ask("POST", "/api/session", { email: agent.email, password });
  expect(answer.status).toBe(401);
  expect(await codeOf(answer)).toBe("second_factor_required");
  return at;
}

const finish = (at: Browser, code: string) => at.ask("POST", "/api/session/second-factor", { code });

test("setting it up shows the secret, its address for the app and ten backup codes; before it is confirmed it is not asked for", async () => {
  const agent = await joinTeam(teamId, "Ana");
  const at = await new Browser({ env }).signIn(agent.email, password);
  const factor = secondFactorStartSchema.parse(
    await (await at.ask("POST", "/api/session/second-factor/start", { password })).json(),
  );
  expect(factor.uri).toMatch(/^otpauth:\/\/totp\/Fala/);
  expect(factor.secret).toMatch(/^[A-Z2-7]{32,}$/);
  expect(new Set(factor.backupCodes).size).toBe(10);
  await new Browser({ env }).signIn(agent.email, password);
  expect(await codeOf(await at.ask("POST", "/api/session/second-factor/confirm", { code: "000000" }))).toBe(
    "second_factor_failed",
  );
  await new Browser({ env }).signIn(agent.email, password);
});

test("confirming it keeps this browser signed in under a new session, and closes the old one's sockets", async () => {
  told.length = 0;
  const { at } = await withFactor();
  expect(told).toEqual([expect.stringMatching(`revokeSession ${teamId} `)]);
  expect(await (await at.ask("GET", "/api/me")).json()).toMatchObject({ twoFactorEnabled: true });
});

test("the password alone opens nothing", async () => {
  const { agent } = await withFactor();
  const at = await halfway(agent);
  expect([...at.cookies.keys()]).toEqual(["__Host-fala.two_factor"]);
  expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("not_signed_in");
});

test("a fresh code opens the session, with the space that apps show in it", async () => {
  const { agent, factor } = await withFactor();
  const at = await halfway(agent);
  const code = await totp(factor.secret, Date.now() + stepMs);
  expect((await finish(at, ` ${code.slice(0, 3)} ${code.slice(3)} `)).status).toBe(204);
  expect((await at.ask("GET", "/api/me")).status).toBe(200);
});

test("a code works once, also in another sign-in, although it stays valid for a while", async () => {
  const { agent, factor } = await withFactor();
  const code = await totp(factor.secret, Date.now() + stepMs);
  expect((await finish(await halfway(agent), code)).status).toBe(204);
  const again = await halfway(agent);
  expect(await codeOf(await finish(again, code))).toBe("second_factor_failed");
  // The one that confirmed the factor is used as well.
  expect(await codeOf(await finish(again, await totp(factor.secret, Date.now())))).toBe("second_factor_failed");
  expect((await finish(again, await totp(factor.secret, Date.now() - stepMs))).status).toBe(204);
});

test("of two sign-ins with the same code at once, one gets in", async () => {
  const { agent, factor } = await withFactor();
  const code = await totp(factor.secret, Date.now() + stepMs);
  const browsers = [await halfway(agent), await halfway(agent)];
  const answers = await Promise.all(browsers.map((at) => finish(at, code)));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204, 401]));
});

test("a wrong code, an old code and words are refused; five use up the challenge, and the password is asked for again", async () => {
  const { agent, factor } = await withFactor();
  const at = await halfway(agent);
  const old = await totp(factor.secret, Date.now() - 10 * stepMs);
  for (const code of ["000000", "111111", old, "no such code", "abcde-fghij"]) {
    const answer = await finish(at, code);
    expect(answer.status).toBe(401);
    expect(await codeOf(answer)).toBe("second_factor_failed");
  }
  expect(await codeOf(await finish(at, await totp(factor.secret, Date.now() + stepMs)))).toBe("session_over");
  expect(await codeOf(await finish(at, "222222"))).toBe("session_over");
});

test("ten wrong codes lock the factor, over all challenges, and for the right code too", async () => {
  const { agent, factor } = await withFactor();
  for (const round of [0, 1]) {
    const at = await halfway(agent);
    for (let n = 0; n < 5; n += 1) {
      expect(await codeOf(await finish(at, `${round}${n}0000`))).toBe("second_factor_failed");
    }
  }
  const at = await halfway(agent);
  const answer = await finish(at, await totp(factor.secret, Date.now() + stepMs));
  expect(answer.status).toBe(429);
  expect(await codeOf(answer)).toBe("locked_out");
});

test("a backup code works once", async () => {
  const { agent, factor } = await withFactor();
  const code = factor.backupCodes[0]!;
  expect((await finish(await halfway(agent), code)).status).toBe(204);
  expect(await codeOf(await finish(await halfway(agent), code))).toBe("second_factor_failed");
  expect((await finish(await halfway(agent), factor.backupCodes[1]!)).status).toBe(204);
});

test("new backup codes need the password and end the old ones", async () => {
  const { agent, at, factor } = await withFactor();
  const path = "/api/session/second-factor/backup-codes";
  expect(await codeOf(await at.ask("POST", path, { password: "wrong password" }))).toBe("password_wrong");
  const { backupCodes } = backupCodesSchema.parse(await (await at.ask("POST", path, { password })).json());
  expect(await codeOf(await finish(await halfway(agent), factor.backupCodes[0]!))).toBe("second_factor_failed");
  expect((await finish(await halfway(agent), backupCodes[0]!)).status).toBe(204);
});

test("switching it off needs the password; then the password alone is enough again", async () => {
  const { agent, at } = await withFactor();
  const path = "/api/session/second-factor/disable";
  expect(await codeOf(await at.ask("POST", path, { password: "wrong password" }))).toBe("password_wrong");
  await halfway(agent);
  expect((await at.ask("POST", path, { password })).status).toBe(204);
  expect(await (await at.ask("GET", "/api/me")).json()).toMatchObject({ twoFactorEnabled: false });
  await new Browser({ env }).signIn(agent.email, password);
});

describe("[AG37] a lost second factor", () => {
  const reset = async (by: Browser, id: string, version = 1) =>
    await by.ask("POST", `/api/agents/${id}/second-factor/reset`, { version });

  test("is taken away by an owner: every session and every half of a sign-in ends, then the password alone is enough", async () => {
    const info = vi.spyOn(console, "log").mockImplementation(() => {});
    const { agent, at, factor } = await withFactor();
    const half = await halfway(agent);
    const by = await new Browser({ env }).signIn(owner.email, password);
    told.length = 0;
    const answer = await reset(by, agent.id);
    expect(managedAgentSchema.parse(await answer.json())).toMatchObject({ secondFactor: false, version: 2 });
    expect(told).toEqual([expect.stringMatching(`revokeSession ${teamId} `)]);
    expect(info).toHaveBeenCalledWith(
      JSON.stringify({ level: "info", happening: "second_factor_reset", agent: agent.id, by: owner.id }),
    );
    expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("session_over");
    expect(await codeOf(await finish(half, factor.backupCodes[0]!))).toBe("session_over");
    const again = await new Browser({ env }).signIn(agent.email, password);
    // And they can set a new one up.
    expect((await again.ask("POST", "/api/session/second-factor/start", { password })).status).toBe(200);
    expect(await codeOf(await reset(by, agent.id, 2))).toBe("not_found");
  });

  test("stays where an admin asks, where it is one's own, and where somebody saved meanwhile", async () => {
    const { agent } = await withFactor();
    const ada = await joinTeam(teamId, "Ada", "admin");
    expect(await codeOf(await reset(await new Browser({ env }).signIn(ada.email, password), agent.id))).toBe(
      "forbidden",
    );
    const by = await new Browser({ env }).signIn(owner.email, password);
    expect(await codeOf(await reset(by, owner.id))).toBe("not_yourself");
    expect(await codeOf(await reset(by, agent.id, 7))).toBe("changed_meanwhile");
    await halfway(agent);
  });
});

test("a second one cannot be started while one is on", async () => {
  const { at } = await withFactor();
  expect(await codeOf(await at.ask("POST", "/api/session/second-factor/start", { password }))).toBe("invalid_request");
});

test("without a challenge, or with a forged one, there is nothing to finish", async () => {
  const { agent, factor } = await withFactor();
  const code = await totp(factor.secret, Date.now() + stepMs);
  expect(await codeOf(await finish(new Browser({ env }), code))).toBe("session_over");
  const forger = await halfway(agent);
  const challenge = forger.cookies.get("__Host-fala.two_factor") ?? "";
  forger.cookies.set("__Host-fala.two_factor", challenge.replace(/^2fa-./, "2fa-_"));
  expect(await codeOf(await finish(forger, code))).toBe("session_over");
});

test("an agent who left between the password and the code gets no session", async () => {
  const { agent, factor } = await withFactor();
  const at = await halfway(agent);
  await markDeactivated(agent.id);
  expect(await codeOf(await finish(at, await totp(factor.secret, Date.now() + stepMs)))).toBe("sign_in_failed");
  expect(await codeOf(await at.ask("GET", "/api/me"))).toBe("not_signed_in");
});
