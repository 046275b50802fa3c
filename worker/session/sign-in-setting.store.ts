import { eq, sql } from "drizzle-orm";
import { type Database, database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { seal, unseal } from "../platform/secret-box.ts";
import type { SignInChange } from "../protocol/sign-in.ts";
import { team } from "../team/team.table.ts";
import { signInSetting } from "./sign-in-setting.table.ts";

type Env = App["Bindings"];

const row = "workspace";
const purpose = "client-secret";

/** The company's own sign-in. `clientSecret` null: a public client, which PKCE alone protects. */
export type SingleSignOn = NonNullable<SignInChange["singleSignOn"]>;

/** `singleSignOn` null: there is none. Version 0: nobody has saved anything yet. */
export async function readSignInSetting(env: Env): Promise<{ version: number; singleSignOn: SingleSignOn | null }> {
  const [found] = await database(env).select().from(signInSetting).where(eq(signInSetting.id, row));
  if (!found?.singleSignOn) return { version: found?.version ?? 0, singleSignOn: null };
  const clientSecret = found.clientSecret === null ? null : unseal(env, purpose, found.clientSecret);
  return { version: found.version, singleSignOn: { ...found.singleSignOn, clientSecret } };
}

/**
 * Saves it whole, or refuses with `changed_meanwhile` or `team_unknown`. A secret that is not given stays as it is, as long as
 * provider and client stay: it must never go to another provider.
 */
export async function saveSignInSetting(env: Env, { version, singleSignOn }: SignInChange): Promise<void> {
  const db = database(env);
  const before = await readSignInSetting(env);
  if (before.version !== version) throw new FalaError("changed_meanwhile");
  if (singleSignOn) await requireTeams(db, singleSignOn.newcomerTeamIds);
  const values = singleSignOn === null ? off : parts(env, singleSignOn, before.singleSignOn);
  const saved = await db
    .insert(signInSetting)
    .values({ id: row, version: version + 1, ...values })
    .onConflictDoUpdate({
      target: signInSetting.id,
      set: { version: sql`${signInSetting.version} + 1`, ...values },
      setWhere: eq(signInSetting.version, version),
    })
    .returning({ id: signInSetting.id });
  if (saved.length === 0) throw new FalaError("changed_meanwhile");
}

const off = { singleSignOn: null, clientSecret: null };

/** The two columns: what may be read by who sets it up, and the secret, sealed. */
function parts(env: Env, { clientSecret: given, ...singleSignOn }: SingleSignOn, before: SingleSignOn | null) {
  const same = before?.issuer === singleSignOn.issuer && before.clientId === singleSignOn.clientId;
  const secret = given ?? (same ? before.clientSecret : null);
  return { singleSignOn, clientSecret: secret === null ? null : seal(env, purpose, secret) };
}

async function requireTeams(db: Database, teamIds: readonly string[]): Promise<void> {
  const wanted = new Set(teamIds);
  const known = await db
    .select({ id: team.id })
    .from(team)
    .where(sql`${team.id} IN (SELECT value FROM json_each(${JSON.stringify([...wanted])}))`);
  if (known.length < wanted.size) throw new FalaError("team_unknown");
}
