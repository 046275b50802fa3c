import { sign, verify } from "hono/jwt";
import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import type { FileGrant } from "../protocol/upload.ts";
import { idSchema } from "../protocol/ids.ts";

/** An address with a grant in it, wherever it ends up, is worth nothing after this long. */
export const grantSeconds = 10 * 60;

const claimsSchema = z.object({ conversation: idSchema, customer: idSchema, exp: z.int() });
export type GrantClaims = z.infer<typeof claimsSchema>;

/**
 * Says that a customer showed their token a moment ago. It opens the files of their conversation and nothing else, and each
 * file is still checked against what they see now.
 */
export async function signGrant(
  env: Pick<Secrets, "FALA_SECRET">,
  of: Omit<GrantClaims, "exp">,
  now: number,
): Promise<FileGrant> {
  const exp = Math.floor(now / 1000) + grantSeconds;
  return { grant: await sign({ ...of, exp }, keyOf(env), "HS256"), expiresAt: exp * 1000 };
}

/** Null for anything that is not a grant of ours that still holds. */
export async function readGrant(env: Pick<Secrets, "FALA_SECRET">, grant: string): Promise<GrantClaims | null> {
  return await verify(grant, keyOf(env), "HS256").then(
    (payload) => claimsSchema.safeParse(payload).data ?? null,
    () => null,
  );
}

/** Not the bare secret: a grant must not be able to pass for a customer's token. */
function keyOf({ FALA_SECRET }: Pick<Secrets, "FALA_SECRET">): string {
  return `file:${FALA_SECRET}`;
}
