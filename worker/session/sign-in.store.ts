import { addressOf } from "../platform/address.ts";
import { isSecure } from "../platform/auth.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { authOf, refusedBy } from "./session.store.ts";
import { attemptSucceeded, beginAttempt, subjects } from "./sign-in-attempt.store.ts";

/**
 * Signs in with a password. Answers with the cookies to set: the session's, or, where `complete` is false, the
 * challenge's for the second factor. Throws `sign_in_failed` or `locked_out`; an unknown e-mail, a wrong password and an
 * agent who has left look the same and take the same time.
 */
export async function signIn(
  env: App["Bindings"],
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<{ cookies: Headers; complete: boolean }> {
  const db = database(env);
  const account = subjects.account(email);
  const address = subjects.address(addressOf(request));
  await beginAttempt(db, [account, address]);
  const { headers, response } = await authOf(env, isSecure(request))
    .api.signInEmail({ body: { email, password }, headers: request.headers, returnHeaders: true })
    .catch((error: unknown) => {
      throw refusedBy(error) === null ? error : new FalaError("sign_in_failed");
    });
  await attemptSucceeded(db, [account], [address]);
  return { cookies: headers, complete: !("twoFactorRedirect" in response) };
}
