import { eq } from "drizzle-orm";
import { agentInserts, createAgent } from "../agent/agent.store.ts";
import { agent } from "../agent/agent.table.ts";
import { database } from "../platform/database.ts";
import { hashPassword } from "../platform/password.ts";
import type { Role } from "../protocol/agent.ts";
import { account } from "../session/session.table.ts";
import { setUp } from "../workspace/workspace.store.ts";
import { testEnv } from "./browser.ts";

/** Every agent of the tests has it. */
export const password = "correct horse battery";

/** Made once for all of them: it takes 90 ms, and there are hundreds. */
let hash: Promise<string> | undefined;
/** Without a password, until `givePassword`. */
const unproven = (subject: string) => ({ providerId: "credential", subject });

async function givePassword(id: string): Promise<void> {
  const proof = { accountId: id, password: await (hash ??= hashPassword(password)) };
  await database(testEnv).update(account).set(proof).where(eq(account.agentId, id));
}

export type TestAgent = { id: string; email: string };

/** A workspace with an owner, one team and one site, straight into the tables. */
export async function createWorkspace(): Promise<{ teamId: string; siteKey: string; owner: TestAgent }> {
  const db = database(testEnv);
  const teamId = crypto.randomUUID();
  const id = crypto.randomUUID();
  const person = { name: "Olivia Owner", email: "olivia@fala.test" };
  const owner = await agentInserts(db, { ...person, ...unproven(id), id, role: "owner", teamIds: [teamId] });
  const place = { workspace: "Acme", team: "Support", site: "Shop", allowedOrigin: "https://shop.test" };
  const siteKey = await setUp(db, { ...person, ...place, password }, teamId, owner);
  await givePassword(id);
  return { teamId, siteKey, owner: { id, email: person.email } };
}

/** One more agent, with an e-mail of their own, so that tests of one file do not meet. */
export async function joinTeam(teamId: string, name: string, role: Role = "agent"): Promise<TestAgent> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@fala.test`;
  const subject = crypto.randomUUID();
  const { id } = await createAgent(database(testEnv), { name, email, role, teamIds: [teamId], ...unproven(subject) });
  await givePassword(id);
  return { id, email };
}

/** The agent has left, as the tables say it; their sessions go on, for tests of what such a session is worth. */
export async function markDeactivated(agentId: string): Promise<void> {
  await database(testEnv).update(agent).set({ deactivatedAt: new Date() }).where(eq(agent.id, agentId));
}
