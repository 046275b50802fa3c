import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { isSame } from "../platform/same-secret.ts";
import { attemptSucceeded, beginAttempt, subjects } from "./sign-in-attempt.store.ts";

/** Refuses whoever has not the SETUP_TOKEN (`setup_token_invalid`). All addresses that ask for it share one count of tries for each `ip`. */
export async function requireSetupToken(env: Env & Secrets, ip: string, token: string): Promise<void> {
  const db = database(env);
  const address = subjects.setup(ip);
  await beginAttempt(db, [address]);
  if (!env.SETUP_TOKEN || !isSame(token, env.SETUP_TOKEN)) throw new FalaError("setup_token_invalid");
  await attemptSucceeded(db, [address]);
}
