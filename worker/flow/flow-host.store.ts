import { eq, sql } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { seal, unseal } from "../platform/secret-box.ts";
import type { FlowHosts, FlowHostsChange } from "../protocol/flow-library.ts";
import { flowHosts, type KeptFlowHost } from "./flow.table.ts";

const HOSTS = "hosts";
const purpose = (host: string) => `flow-host:${host}`;

/** The hosts that flows may ask, without what their headers say. */
export async function readHosts(db: Database): Promise<FlowHosts> {
  const kept = await keptHosts(db);
  return {
    version: kept.version,
    hosts: kept.hosts.map(({ host, header }) => ({ host, header: header === null ? null : { name: header } })),
  };
}

/** Saves the list whole where `version` is still the newest, else `changed_meanwhile`. */
export async function saveHosts(
  db: Database,
  env: Pick<Secrets, "FALA_SECRET">,
  { version, hosts }: FlowHostsChange,
): Promise<FlowHosts> {
  const before = new Map((await keptHosts(db)).hosts.map((each) => [each.host, each]));
  const next = hosts.map(({ host, header, secret }): KeptFlowHost => {
    if (header === null) return { host, header: null, sealed: null };
    const kept = before.get(host)?.sealed ?? null;
    // A header without anything in it would be sent as one: whoever names a header says what it says.
    if (secret === null && kept === null) throw new FalaError("invalid_request", { path: "hosts" });
    return { host, header: header.name, sealed: secret === null ? kept : seal(env, purpose(host), secret) };
  });
  try {
    await db
      .insert(flowHosts)
      .values({ id: HOSTS, version: version + 1, hosts: next })
      .onConflictDoUpdate({
        target: flowHosts.id,
        // NULL, which the column does not take, where somebody saved meanwhile.
        set: {
          version: sql`CASE WHEN ${flowHosts.version} = ${version} THEN ${flowHosts.version} + 1 END`,
          hosts: next,
        },
      });
  } catch (error) {
    if (causeOf(error).includes("NOT NULL constraint failed: flow_hosts.version"))
      throw new FalaError("changed_meanwhile");
    throw error;
  }
  return await readHosts(db);
}

/** A host as a call uses it; null: the workspace does not allow it. */
export async function findHost(
  db: Database,
  env: Pick<Secrets, "FALA_SECRET">,
  host: string,
): Promise<{ header: { name: string; value: string } | null } | null> {
  const found = (await keptHosts(db)).hosts.find((each) => each.host === host);
  if (!found) return null;
  const value = found.sealed === null ? null : unseal(env, purpose(host), found.sealed);
  return { header: found.header === null || value === null ? null : { name: found.header, value } };
}

async function keptHosts(db: Database): Promise<{ version: number; hosts: KeptFlowHost[] }> {
  const [found] = await db.select().from(flowHosts).where(eq(flowHosts.id, HOSTS));
  return found ?? { version: 0, hosts: [] };
}
