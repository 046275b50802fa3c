import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import { sentInvitationSchema } from "../protocol/invitation.ts";
import { type SignInChange, signInSettingsSchema, signInWaysSchema } from "../protocol/sign-in.ts";
import { meSchema } from "../protocol/workspace.ts";
import { Browser, listeningInboxes, type TestEnv, testEnv } from "../testing/browser.ts";
import { accessTeam, issuer, Provider } from "../testing/provider.ts";
import { createWorkspace, joinTeam, markDeactivated, password } from "../testing/workspace.ts";
import { signInSetting } from "./sign-in-setting.table.ts";

const start = "/api/session/single-sign-on";
const { INBOX } = listeningInboxes();

let provider: Provider;
let env: TestEnv;
let workspace: Awaited<ReturnType<typeof createWorkspace>>;
let owner: Browser;
let people = 0;

const somebody = (domain = "acme.test") => {
  people += 1;
  return { sub: `subject-${people}`, email: `somebody-${people}@${domain}`, email_verified: true, name: "Some Body" };
};

const setting: NonNullable<SignInChange["singleSignOn"]> = {
  label: "Acme",
  issuer,
  clientId: "fala",
  clientSecret: "the-client-secret",
  trustEmails: false,
  domains: [],
  newcomerRole: "agent",
  newcomerTeamIds: [],
};

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

async function readSetting() {
  return signInSettingsSchema.parse(await (await owner.ask("GET", "/api/sign-in")).json());
}

async function save(singleSignOn: SignInChange["singleSignOn"]): Promise<Response> {
  const { version } = await readSetting();
  return await owner.ask("PUT", "/api/sign-in", { version, singleSignOn });
}

beforeAll(async () => {
  provider = await Provider.start();
  env = { ...testEnv, INBOX, IDENTITY_NETWORK: { fetch: provider.fetch } };
  workspace = await createWorkspace();
  owner = await new Browser({ env }).signIn(workspace.owner.email, password);
  await save(setting);
});

beforeEach(() => {
  provider.wrong = {};
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

/** Goes the whole way: to the provider, signs in there, and back. `tamper` changes the address of the way back. */
async function signOn(
  at: Browser,
  person: Parameters<Provider["authorize"]>[1],
  { to = "", tamper = (back: string) => back } = {},
): Promise<URL> {
  const gone = await at.ask("GET", `${start}${to}`);
  expect(gone.status).toBe(302);
  const back = new URL(tamper(provider.authorize(gone.headers.get("location") ?? "", person)));
  const home = await at.ask("GET", `${back.pathname}${back.search}`);
  expect(home.status).toBe(302);
  return new URL(home.headers.get("location") ?? "", "https://fala.test");
}

const problemOf = (address: URL) => address.searchParams.get("problem");

async function whoIs(at: Browser) {
  const answer = await at.ask("GET", "/api/me");
  return answer.ok ? meSchema.parse(await answer.json()) : null;
}

describe("[AG30] single sign-on", () => {
  test("signs an agent in who is known by their e-mail, and brings them where they wanted to go", async () => {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const person = { ...somebody(), email: ana.email };
    const at = new Browser({ env });
    const home = await signOn(at, person, { to: "?to=/live-chat/mine" });
    expect(home.pathname).toBe("/live-chat/mine");
    expect((await whoIs(at))?.agent.id).toBe(ana.id);
    // From now on the subject counts: the address may change at the provider.
    const again = new Browser({ env });
    await signOn(again, { ...person, email: "married@acme.test" });
    expect((await whoIs(again))?.agent.id).toBe(ana.id);
    // Somebody else who gets the old address there is not Ana.
    const other = new Browser({ env });
    expect(problemOf(await signOn(other, { ...somebody(), email: ana.email }))).toBe("sign_on_conflict");
  });

  test("refuses who nobody invited, who has left, and an address that is not verified", async () => {
    const at = new Browser({ env });
    expect(problemOf(await signOn(at, somebody()))).toBe("sign_on_unknown");
    const gone = await joinTeam(workspace.teamId, "Gone");
    await markDeactivated(gone.id);
    expect(problemOf(await signOn(at, { ...somebody(), email: gone.email }))).toBe("sign_on_unknown");
    for (const email_verified of [false, "false", undefined] as const) {
      const { email_verified: _, ...person } = somebody();
      const claims = {
        ...person,
        email: workspace.owner.email,
        ...(email_verified === undefined ? {} : { email_verified }),
      };
      expect(problemOf(await signOn(at, claims))).toBe("sign_on_unverified");
    }
    expect(await whoIs(at)).toBeNull();
  });

  test("makes an agent of who was invited, with the role and teams of the invitation", async () => {
    const person = somebody();
    const body = { email: person.email, role: "supervisor", teamIds: [workspace.teamId] };
    sentInvitationSchema.parse(await (await owner.ask("POST", "/api/invitations", body)).json());
    const at = new Browser({ env });
    await signOn(at, person);
    expect(await whoIs(at)).toMatchObject({
      agent: { name: "Some Body", role: "supervisor" },
      teams: [{ id: workspace.teamId }],
    });
  });

  test("lets newcomers of an allowed domain in, with the role and teams for them, and nobody of another", async () => {
    await save({ ...setting, domains: ["bean.test"], newcomerTeamIds: [workspace.teamId] });
    const at = new Browser({ env });
    await signOn(at, somebody("bean.test"));
    expect(await whoIs(at)).toMatchObject({ agent: { role: "agent" }, teams: [{ id: workspace.teamId }] });
    expect(problemOf(await signOn(new Browser({ env }), somebody("notbean.test")))).toBe("sign_on_unknown");
    await save(setting);
  });

  test("an agent without a password is told so where one is asked for", async () => {
    const person = somebody();
    await owner.ask("POST", "/api/invitations", { email: person.email, role: "agent", teamIds: [] });
    const at = new Browser({ env });
    await signOn(at, person);
    const change = { currentPassword: "anything at all", newPassword: "a new long password" };
    expect(await codeOf(await at.ask("POST", "/api/session/password", change))).toBe("no_password");
  });
});

describe("[AG31] what does not hold opens nothing", () => {
  const attack = async (tamper: (back: string) => string, at = new Browser({ env })) => {
    const home = await signOn(at, { ...somebody(), email: workspace.owner.email }, { tamper });
    expect(await whoIs(at)).toBeNull();
    return problemOf(home);
  };
  const set = (name: string, value: string) => (back: string) => {
    const url = new URL(back);
    url.searchParams.set(name, value);
    return url.href;
  };

  test("another state, another issuer, no code, a code that was never given", async () => {
    expect(await attack(set("state", "another"))).toBe("sign_on_failed");
    expect(await attack(set("iss", "https://evil.test"))).toBe("sign_on_failed");
    expect(await attack(set("code", ""))).toBe("sign_on_failed");
    expect(await attack(set("code", "made-up"))).toBe("sign_on_failed");
    expect(await attack(set("error", "access_denied"))).toBe("sign_on_failed");
  });

  test("an ID token with another nonce, issuer, audience or time, or signed by somebody else", async () => {
    for (const claims of [{ nonce: "another" }, { iss: "https://evil.test" }, { aud: "another-client" }, { exp: 1 }]) {
      provider.wrong = { claims };
      expect(await attack((back) => back)).toBe("sign_on_failed");
    }
    provider.wrong = { key: "foreign" };
    expect(await attack((back) => back)).toBe("sign_on_failed");
    provider.wrong = { answer: "error" };
    expect(await attack((back) => back)).toBe("sign_on_failed");
  });

  test("an answer in a browser that has begun nothing, or has used its attempt up", async () => {
    const [mine, theirs] = [new Browser({ env }), new Browser({ env })];
    const gone = await theirs.ask("GET", start);
    const back = provider.authorize(gone.headers.get("location") ?? "", {
      ...somebody(),
      email: workspace.owner.email,
    });
    const planted = await mine.ask("GET", back);
    expect(planted.headers.get("location")).toBe("/sign-in?problem=sign_on_expired");
    expect(await whoIs(mine)).toBeNull();
    expect((await theirs.ask("GET", back)).headers.get("location")).toBe("/");
    expect((await theirs.ask("GET", back)).headers.get("location")).toBe("/sign-in?problem=sign_on_expired");
  });

  test("a code that another browser's verifier does not fit (PKCE)", async () => {
    const [mine, theirs] = [new Browser({ env }), new Browser({ env })];
    const stolen = new URL(
      provider.authorize((await theirs.ask("GET", start)).headers.get("location") ?? "", {
        ...somebody(),
        email: workspace.owner.email,
      }),
    ).searchParams.get("code");
    expect(await attack(set("code", stolen ?? ""), mine)).toBe("sign_on_failed");
  });

  test("a target on another host", async () => {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const home = await signOn(new Browser({ env }), { ...somebody(), email: ana.email }, { to: "?to=//evil.test" });
    expect(home.href).toBe("https://fala.test/");
  });
});

describe("[AG32] the settings of sign-in", () => {
  test("are for owners only, because who controls the provider could come in as anybody", async () => {
    const { email } = await joinTeam(workspace.teamId, "Ada", "admin");
    const admin = await new Browser({ env }).signIn(email, password);
    expect(await codeOf(await admin.ask("GET", "/api/sign-in"))).toBe("forbidden");
    expect(await codeOf(await admin.ask("PUT", "/api/sign-in", { version: 1, singleSignOn: null }))).toBe("forbidden");
  });

  test("keep the secret sealed, never show it, and never send it to another provider", async () => {
    await save(setting);
    expect(JSON.stringify(await database(testEnv).select().from(signInSetting))).not.toContain("the-client-secret");
    expect(JSON.stringify(await readSetting())).not.toContain("the-client-secret");
    await save({ ...setting, label: "Acme Ltd", clientSecret: null });
    expect((await readSetting()).singleSignOn).toMatchObject({ label: "Acme Ltd", hasSecret: true });
    await save({ ...setting, clientId: "another", clientSecret: null });
    expect((await readSetting()).singleSignOn?.hasSecret).toBe(false);
    await save(setting);
  });

  test("refuse a provider that is not there, an unknown team, and a save on top of somebody else's", async () => {
    const before = await readSetting();
    expect(await codeOf(await save({ ...setting, issuer: "https://nobody.acme.test" }))).toBe("provider_unreachable");
    expect(await codeOf(await save({ ...setting, issuer: "http://sign-in.acme.test" }))).toBe("provider_unreachable");
    expect(await codeOf(await save({ ...setting, newcomerTeamIds: ["no-such-team-1"] }))).toBe("team_unknown");
    const stale = { version: before.version - 1, singleSignOn: null };
    expect(await codeOf(await owner.ask("PUT", "/api/sign-in", stale))).toBe("changed_meanwhile");
    const both = await Promise.all(
      ["One", "Two"].map((label) =>
        owner.ask("PUT", "/api/sign-in", { version: before.version, singleSignOn: { ...setting, label } }),
      ),
    );
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await save(setting);
  });

  test("switched off, there is no way in and none is shown", async () => {
    await save(null);
    const at = new Browser({ env });
    expect(signInWaysSchema.parse(await (await at.ask("GET", "/api/session/ways")).json())).toEqual({
      singleSignOn: null,
      access: false,
    });
    expect((await at.ask("GET", start)).headers.get("location")).toBe("/sign-in?problem=sign_on_off");
    await save(setting);
    expect(signInWaysSchema.parse(await (await at.ask("GET", "/api/session/ways")).json()).singleSignOn).toEqual({
      label: "Acme",
    });
  });
});

describe("[AG33] Cloudflare Access", () => {
  const behind = () => ({ ...env, ACCESS_TEAM_DOMAIN: accessTeam, ACCESS_AUDIENCE: "access-tag" });
  const enter = async (at: Browser, assertion: string) =>
    await at.ask("POST", "/api/session/access", {}, { "cf-access-jwt-assertion": assertion });

  test("signs the agent in whom the assertion names", async () => {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const at = new Browser({ env: behind() });
    const assertion = await provider.assertion({ sub: "access-1", email: ana.email });
    const ways = await at.ask("GET", "/api/session/ways", undefined, { "cf-access-jwt-assertion": assertion });
    expect(signInWaysSchema.parse(await ways.json()).access).toBe(true);
    expect((await enter(at, assertion)).status).toBe(204);
    expect((await whoIs(at))?.agent.id).toBe(ana.id);
    // Signed just before the keys were rotated.
    const earlier = await provider.assertion({ sub: "access-1", email: ana.email }, "previous");
    expect((await enter(new Browser({ env: behind() }), earlier)).status).toBe(204);
  });

  test("believes no other key, audience, issuer or time, no service token, and nothing where it is not set up", async () => {
    const { email } = workspace.owner;
    const at = new Browser({ env: behind() });
    const person = { sub: "access-2", email };
    for (const assertion of [
      await provider.assertion(person, "foreign"),
      await provider.assertion({ ...person, aud: ["another-application"] }),
      await provider.assertion({ ...person, iss: "https://evil.cloudflareaccess.com" }),
      await provider.assertion({ ...person, exp: 1 }),
      await provider.assertion({ sub: "", common_name: "a-service.access" }),
      "not a token",
    ]) {
      expect(await codeOf(await enter(at, assertion))).toBe("sign_on_failed");
    }
    expect(await whoIs(at)).toBeNull();
    const without = new Browser({ env });
    expect(await codeOf(await enter(without, await provider.assertion(person)))).toBe("sign_on_off");
    const stranger = await provider.assertion({ sub: "access-3", email: "stranger@acme.test" });
    expect(await codeOf(await enter(at, stranger))).toBe("sign_on_unknown");
  });
});
