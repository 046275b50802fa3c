import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import { invitation } from "../agent/invitation.table.ts";
import type { Database } from "../platform/database.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** What makes the list of agents lived in: who was here when, who left, who is invited. For the batch that makes the company. */
export function demoPeople(db: Database, agentIds: readonly string[], now: number) {
  const [owner = ""] = agentIds;
  const invited = (email: string, role: "supervisor" | "agent", teamIds: string[], sentAt: number) =>
    db.insert(invitation).values({
      ...{ id: crypto.randomUUID(), email, role, teamIds, invitedBy: owner, sentAt, expiresAt: sentAt + 7 * day },
      // Of no link that anybody has: a new one is made in the settings.
      tokenHash: randomBytes(32).toString("hex"),
    });
  return [
    ...agentIds.map((id, index) =>
      db
        .update(agent)
        .set({ lastSeenAt: now - (index * index * 47 + 2) * minute })
        .where(eq(agent.id, id)),
    ),
    db.insert(agent).values({
      ...{ id: "agent-gustavo-alves", name: "Gustavo Alves", email: "gustavo@demo.fala", role: "agent" },
      ...{ lastSeenAt: now - 16 * day, deactivatedAt: new Date(now - 15 * day) },
      ...{ createdAt: new Date(now - 200 * day), updatedAt: new Date(now - 15 * day) },
    }),
    invited("fernanda@demo.fala", "agent", ["team-support"], now - 2 * day),
    invited("hugo@demo.fala", "supervisor", ["team-support", "team-sales"], now - 11 * day),
  ];
}
