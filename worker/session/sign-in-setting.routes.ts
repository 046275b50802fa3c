import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { readProfile } from "../agent/agent.store.ts";
import { requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { signInChangeSchema, type SignInSettings } from "../protocol/sign-in.ts";
import { accessSetting } from "./access.store.ts";
import { discover } from "./open-id.store.ts";
import { readSignInSetting, saveSignInSetting } from "./sign-in-setting.store.ts";
import { callbackOf } from "./single-sign-on.routes.ts";

/** Settings → Sign-in. For owners only: see `manage_sign_in`. */
export const signInSettingRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => {
    await requireOwner(c);
    return c.json<SignInSettings>(await read(c));
  })
  .put("/", async (c) => {
    await requireOwner(c);
    const change = await readBody(c, signInChangeSchema);
    // Before anything is written: a provider that is not there would lock out everybody who has no password.
    if (change.singleSignOn) await discover(c.env, change.singleSignOn.issuer);
    await saveSignInSetting(c.env, change);
    return c.json<SignInSettings>(await read(c));
  });

/** As D1 has them now: a cookie may be seconds behind. */
async function requireOwner(c: Context<App>): Promise<void> {
  const profile = await readProfile(database(c.env), c.var.agent.id);
  if (!profile || !can(profile.agent.role, "manage_sign_in")) throw new FalaError("forbidden");
}

async function read(c: Context<App>): Promise<SignInSettings> {
  const { version, singleSignOn } = await readSignInSetting(c.env);
  const shown = singleSignOn === null ? null : withoutSecret(singleSignOn);
  return { version, singleSignOn: shown, callback: callbackOf(c), access: accessSetting(c.env) };
}

function withoutSecret({
  clientSecret,
  ...shown
}: NonNullable<Awaited<ReturnType<typeof readSignInSetting>>["singleSignOn"]>) {
  return { ...shown, hasSecret: clientSecret !== null };
}
