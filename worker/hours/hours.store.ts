import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { Hours, HoursRow } from "../protocol/hours.ts";
import { hours } from "./hours.table.ts";

const columns = { teamId: hours.teamId, version: hours.version, hours: hours.hours };
const WORKSPACE = "workspace";

/** Where nobody has said anything, somebody is always there. */
const always: HoursRow = {
  teamId: null,
  version: 0,
  hours: { always: true, timeZone: "UTC", week: [[], [], [], [], [], [], []], holidays: [] },
};

/** The workspace's hours first, then those of the teams that have their own. */
export async function listHours(db: Database): Promise<HoursRow[]> {
  const rows: HoursRow[] = await db.select(columns).from(hours).orderBy(asc(hours.teamId));
  const [first] = rows;
  return first?.teamId === null ? rows : [always, ...rows];
}

/** The hours that hold for a team: its own, or the workspace's. One read. */
export async function readHours(db: Database, teamId: string): Promise<Hours> {
  const found = await db
    .select(columns)
    .from(hours)
    .where(inArray(hours.id, [teamId, WORKSPACE]));
  return (found.find((row) => row.teamId === teamId) ?? found[0] ?? always).hours;
}

/** Saves hours whole where `version` is still the newest (0: there are none yet), else `changed_meanwhile`. `teamId` null: the workspace's. */
export async function saveHours(db: Database, teamId: string | null, version: number, next: Hours): Promise<HoursRow> {
  const id = teamId ?? WORKSPACE;
  const [saved] =
    version === 0
      ? await db.insert(hours).values({ id, teamId, hours: next, version: 1 }).onConflictDoNothing().returning(columns)
      : await db
          .update(hours)
          .set({ hours: next, version: version + 1 })
          .where(and(eq(hours.id, id), eq(hours.version, version)))
          .returning(columns);
  if (!saved) throw new FalaError("changed_meanwhile");
  return saved;
}

/** The team follows the workspace's hours again. */
export async function removeHours(db: Database, teamId: string, version: number): Promise<void> {
  const removed = await db
    .delete(hours)
    .where(and(eq(hours.id, teamId), eq(hours.version, version)))
    .returning({ id: hours.id });
  if (removed.length === 0) throw new FalaError("changed_meanwhile");
}
