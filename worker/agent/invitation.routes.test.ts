import { beforeAll, describe, expect, test, vi } from "vitest";
import type { TestEnv } from "../testing/browser.ts";
import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import {
  openedInvitationSchema,
  passwordLinkSchema,
  type SentInvitation,
  sentInvitationSchema,
} from "../protocol/invitation.ts";
import { managedAgentsSchema } from "../protocol/managed-agent.ts";
import { meSchema } from "../protocol/workspace.ts";
import { team } from "../team/team.table.ts";
import { Browser, listeningInboxes, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { invitation } from "./invitation.table.ts";

const db = database(testEnv);
const { INBOX, AGENT, told } = listeningInboxes();
const env = { ...testEnv, INBOX, AGENT };

let workspace: Awaited<ReturnType<typeof createWorkspace>>;
let owner: Browser;

beforeAll(async () => {
  workspace = await createWorkspace();
  owner = await new Browser({ env }).signIn(workspace.owner.email, password);
});

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

let people = 0;
const somebody = () => `somebody-${(people += 1)}@fala.test`;

async function invited(by: Browser, more: object = {}): Promise<SentInvitation> {
  const body = { email: somebody(), role: "agent", teamIds: [workspace.teamId], ...more };
  return sentInvitationSchema.parse(await (await by.ask("POST", "/api/invitations", body)).json());
}

const tokenOf = ({ link }: SentInvitation): string => new URL(link).hash.slice(1);

const accept = (token: string, at = new Browser({ env })) =>
  at.ask("POST", "/api/invitations/accept", { token, name: "Ana Lima", password });

const pendingEmails = async () => {
  const all = managedAgentsSchema.parse(await (await owner.ask("GET", "/api/agents/all")).json());
  return all.invitations.map((each) => each.email);
};

describe("an invitation", () => {
  test("[AG27] shows who invites to what, and makes an agent who is signed in", async () => {
    const sent = await invited(owner, { role: "supervisor" });
    expect(await pendingEmails()).toContain(sent.invitation.email);
    expect(new URL(sent.link).pathname).toBe("/join");
    const at = new Browser({ env });
    const opened = await at.ask("POST", "/api/invitations/open", { token: tokenOf(sent) });
    expect(openedInvitationSchema.parse(await opened.json())).toMatchObject({
      workspace: "Acme",
      email: sent.invitation.email,
      role: "supervisor",
      teams: ["Support"],
      invitedBy: "Olivia Owner",
    });
    told.length = 0;
    expect((await accept(tokenOf(sent), at)).status).toBe(204);
    expect(meSchema.parse(await (await at.ask("GET", "/api/me")).json())).toMatchObject({
      agent: { name: "Ana Lima", role: "supervisor" },
      email: sent.invitation.email,
      teams: [{ id: workspace.teamId }],
    });
    expect(told).toContain(`rosterChanged ${workspace.teamId}`);
    expect(await pendingEmails()).not.toContain(sent.invitation.email);
  });

  test("[AG28] works once, also when it is used twice at the same instant", async () => {
    const token = tokenOf(await invited(owner));
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    expect(await codeOf(await accept(token))).toBe("invitation_used");
    const looked = await new Browser({ env }).ask("POST", "/api/invitations/open", { token });
    expect(await codeOf(looked)).toBe("invitation_used");
  });

  test("[AG28] that comes too late is refused, and can be sent anew", async () => {
    const sent = await invited(owner);
    await db
      .update(invitation)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(invitation.id, sent.invitation.id));
    expect(await codeOf(await accept(tokenOf(sent)))).toBe("invitation_expired");
    const again = sentInvitationSchema.parse(
      await (await owner.ask("POST", `/api/invitations/${sent.invitation.id}/send`, {})).json(),
    );
    expect(await codeOf(await accept(tokenOf(sent)))).toBe("invitation_unknown");
    expect((await accept(tokenOf(again))).status).toBe(204);
  });

  test("[AG28] that was taken back opens nothing", async () => {
    const sent = await invited(owner);
    expect((await owner.ask("DELETE", `/api/invitations/${sent.invitation.id}`)).status).toBe(204);
    expect(await codeOf(await accept(tokenOf(sent)))).toBe("invitation_unknown");
    expect(await codeOf(await owner.ask("POST", `/api/invitations/${sent.invitation.id}/send`, {}))).toBe("not_found");
    expect(await codeOf(await accept("no-such-token"))).toBe("invitation_unknown");
  });

  test("[AG28] keeps no token, only its hash", async () => {
    const sent = await invited(owner);
    const rows = JSON.stringify(await db.select().from(invitation));
    expect(rows).not.toContain(tokenOf(sent));
  });

  test("joins the teams that are still there", async () => {
    await db.insert(team).values({ id: "team-short-lived", name: "Short", createdAt: 1 });
    const sent = await invited(owner, { teamIds: ["team-short-lived", workspace.teamId] });
    await db.delete(team).where(eq(team.id, "team-short-lived"));
    const at = new Browser({ env });
    await accept(tokenOf(sent), at);
    expect(meSchema.parse(await (await at.ask("GET", "/api/me")).json()).teams).toEqual([
      { id: workspace.teamId, name: "Support" },
    ]);
  });
});

describe("[AG35] a new password", () => {
  const linkFor = async (by: Browser, id: string) => await by.ask("POST", `/api/agents/${id}/password-link`, {});
  const tokenIn = async (answer: Response) => {
    const { link } = passwordLinkSchema.parse(await answer.json());
    return new URL(link).hash.slice(1);
  };

  test("is chosen with a link, which ends every session and works once; the newest link counts", async () => {
    const bea = await joinTeam(workspace.teamId, "Bea");
    const before = await new Browser({ env }).signIn(bea.email, password);
    const first = await tokenIn(await linkFor(owner, bea.id));
    const token = await tokenIn(await linkFor(owner, bea.id));
    expect(await codeOf(await accept(first))).toBe("invitation_unknown");
    const opened = await new Browser({ env }).ask("POST", "/api/invitations/open", { token });
    expect(openedInvitationSchema.parse(await opened.json())).toMatchObject({ kind: "password", name: "Bea" });
    const at = new Browser({ env });
    const body = { token, name: "Not her name", password: "a password that is new" };
    expect((await at.ask("POST", "/api/invitations/accept", body)).status).toBe(204);
    expect(meSchema.parse(await (await at.ask("GET", "/api/me")).json()).agent).toMatchObject({
      id: bea.id,
      name: "Bea",
    });
    expect(await codeOf(await before.ask("GET", "/api/me"))).toBe("session_over");
    expect(await codeOf(await at.ask("POST", "/api/invitations/accept", body))).toBe("invitation_used");
    const old = await new Browser({ env }).ask("POST", "/api/session", { email: bea.email, password });
    expect(await codeOf(old)).toBe("sign_in_failed");
    await new Browser({ env }).signIn(bea.email, "a password that is new");
    expect(await pendingEmails()).not.toContain(bea.email);
  });

  test("of an owner is not an admin's to give, nor anybody's who manages nobody", async () => {
    const [ada, sue] = [await joinTeam(workspace.teamId, "Ada", "admin"), await joinTeam(workspace.teamId, "Sue")];
    const admin = await new Browser({ env }).signIn(ada.email, password);
    expect(await codeOf(await linkFor(admin, workspace.owner.id))).toBe("role_above_own");
    expect((await linkFor(admin, sue.id)).status).toBe(201);
    const agent = await new Browser({ env }).signIn(sue.email, password);
    expect(await codeOf(await linkFor(agent, ada.id))).toBe("forbidden");
  });
});

describe("inviting", () => {
  test("[AG21] nobody invites to a role above their own, and who may not manage agents invites nobody", async () => {
    const [ada, sue] = [
      await joinTeam(workspace.teamId, "Ada", "admin"),
      await joinTeam(workspace.teamId, "Sue", "supervisor"),
    ];
    const admin = await new Browser({ env }).signIn(ada.email, password);
    const supervisor = await new Browser({ env }).signIn(sue.email, password);
    const body = { email: somebody(), role: "owner", teamIds: [] };
    expect(await codeOf(await admin.ask("POST", "/api/invitations", body))).toBe("role_above_own");
    expect(await codeOf(await supervisor.ask("POST", "/api/invitations", { ...body, role: "agent" }))).toBe(
      "forbidden",
    );
    const sent = await invited(owner, { role: "owner" });
    for (const [method, path] of [
      ["POST", `/api/invitations/${sent.invitation.id}/send`],
      ["DELETE", `/api/invitations/${sent.invitation.id}`],
    ] as const) {
      expect(await codeOf(await admin.ask(method, path, {}))).toBe("role_above_own");
    }
    expect(await pendingEmails()).toContain(sent.invitation.email);
  });

  test("somebody who is here or is invited is refused; of two at once one goes through", async () => {
    const body = { email: workspace.owner.email.toUpperCase(), role: "agent", teamIds: [] };
    expect(await codeOf(await owner.ask("POST", "/api/invitations", body))).toBe("agent_exists");
    const email = somebody();
    const answers = await Promise.all([1, 2].map(() => owner.ask("POST", "/api/invitations", { ...body, email })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(await codeOf(await owner.ask("POST", "/api/invitations", { ...body, email }))).toBe("already_invited");
    const stray = { ...body, email: somebody(), teamIds: ["no-such-team-1"] };
    expect(await codeOf(await owner.ask("POST", "/api/invitations", stray))).toBe("team_unknown");
  });

  test("[AG29] goes by e-mail where the binding is there, and is a link to copy where not or where sending fails", async () => {
    const mails: unknown[] = [];
    // As Cloudflare's page "Workers API" of the Email Service has it; the types are the platform's own.
    const send: SendEmail["send"] = async (mail) => {
      mails.push(mail);
      return { messageId: "1" };
    };
    const mailing: TestEnv = { ...env, EMAIL: { send }, EMAIL_FROM: "Acme <chat@acme.test>" };
    const by = await new Browser({ env: mailing }).signIn(workspace.owner.email, password);
    const sent = await invited(by);
    expect(sent.mailed).toBe(true);
    expect(mails).toMatchObject([
      {
        to: sent.invitation.email,
        from: { email: "chat@acme.test", name: "Acme" },
        subject: expect.stringMatching(/^.{1,998}$/),
        text: expect.stringContaining(sent.link),
        html: expect.stringContaining(sent.link),
      },
    ]);
    expect((await invited(owner)).mailed).toBe(false);

    vi.spyOn(console, "warn").mockImplementation(() => {});
    const refusal = Object.assign(new Error("sender not verified"), { code: "E_SENDER_NOT_VERIFIED" });
    const broken: TestEnv = { ...mailing, EMAIL: { send: () => Promise.reject(refusal) } };
    const unlucky = await new Browser({ env: broken }).signIn(workspace.owner.email, password);
    expect((await invited(unlucky)).mailed).toBe(false);
  });
});
