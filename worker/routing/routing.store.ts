import { asc, eq, sql } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { Routing, RoutingChange, RoutingRule } from "../protocol/routing.ts";
import { routing, routingRule } from "./routing.table.ts";

const columns = {
  id: routingRule.id,
  name: routingRule.name,
  on: routingRule.on,
  conditions: routingRule.conditions,
  teamId: routingRule.teamId,
};

/** The rules in their order: one read, made for each conversation that starts. */
export async function readRules(db: Database): Promise<RoutingRule[]> {
  return await rulesInOrder(db);
}

/** The rules with the version of the list. */
export async function readRouting(db: Database): Promise<Routing> {
  const [[list], rules] = await db.batch([
    db.select().from(routing).where(eq(routing.id, "routing")),
    rulesInOrder(db),
  ]);
  return { version: list?.version ?? 0, rules };
}

/**
 * Puts this list in the place of the one with `version`, all of it or nothing. Refuses with `changed_meanwhile` when
 * somebody saved since, and with `team_unknown` when a rule leads nowhere. What the rules say was looked at before.
 */
export async function saveRouting(db: Database, { version, rules }: RoutingChange): Promise<Routing> {
  try {
    await db.batch([
      // NULL, which the column does not take, when somebody saved meanwhile: so the whole batch is refused.
      db
        .insert(routing)
        .values({ id: "routing", version: version + 1 })
        .onConflictDoUpdate({
          target: routing.id,
          set: { version: sql`CASE WHEN ${routing.version} = ${version} THEN ${routing.version} + 1 END` },
        }),
      db.delete(routingRule),
      ...rules.map((rule, position) => db.insert(routingRule).values({ ...rule, position })),
    ]);
  } catch (error) {
    const cause = causeOf(error);
    if (cause.includes("NOT NULL constraint failed: routing.version")) throw new FalaError("changed_meanwhile");
    if (cause.includes("FOREIGN KEY")) throw new FalaError("team_unknown");
    throw error;
  }
  return { version: version + 1, rules };
}

function rulesInOrder(db: Database) {
  return db.select(columns).from(routingRule).orderBy(asc(routingRule.position));
}
