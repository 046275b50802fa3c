import { and, eq } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import { isSecure } from "../platform/auth.ts";
import type { Database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { authOf } from "./session.store.ts";
import { account } from "./session.table.ts";
import type { Claims, Known } from "./single-sign-on.domain.ts";

/** Whose subject it is: two providers may use the same one. As `providerId` of an account. */
export const providers = {
  openId: (issuer: string) => `openid:${issuer}`,
  access: (team: string) => `access:${team}`,
};

/** Who these claims may be here. */
export async function findKnown(db: Database, providerId: string, { subject, email }: Claims): Promise<Known> {
  const [[bySubject], byEmail] = await db.batch([
    db
      .select({ agentId: account.agentId })
      .from(account)
      .where(and(eq(account.providerId, providerId), eq(account.accountId, subject))),
    db
      .select({ agentId: agent.id, subject: account.accountId })
      .from(agent)
      .leftJoin(account, and(eq(account.agentId, agent.id), eq(account.providerId, providerId)))
      .where(eq(agent.email, email ?? "")),
  ]);
  const [found] = byEmail;
  return {
    bySubject: bySubject?.agentId ?? null,
    byEmail: found ? { agentId: found.agentId, otherSubject: byEmail.some((each) => each.subject !== null) } : null,
  };
}

/** From now on this agent is known by their subject, whatever becomes of the e-mail address. */
export async function linkAccount(db: Database, agentId: string, providerId: string, subject: string): Promise<void> {
  const now = new Date();
  const id = crypto.randomUUID();
  await db.insert(account).values({ id, accountId: subject, providerId, agentId, createdAt: now, updatedAt: now });
}

/** Opens a session for an agent who has proved elsewhere who they are. Answers with its cookies; who has left is refused. */
export async function openSession(env: App["Bindings"], request: Request, agentId: string): Promise<Headers> {
  const { headers } = await authOf(env, isSecure(request)).api.openSession({
    body: { agentId },
    headers: request.headers,
    returnHeaders: true,
  });
  return headers;
}
