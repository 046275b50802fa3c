import { sign, verify } from "hono/jwt";
import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import { idSchema } from "../protocol/ids.ts";

/** What a guest's link says. It holds for as long as the call does: the conversation's object knows that. */
const linkSchema = z.object({ conversation: idSchema, call: idSchema });
export type GuestLink = z.infer<typeof linkSchema>;

export function signGuestLink(env: Pick<Secrets, "FALA_SECRET">, link: GuestLink): Promise<string> {
  return sign(link, keyOf(env), "HS256");
}

/** Null for anything that is not a link of ours. */
export async function readGuestLink(env: Pick<Secrets, "FALA_SECRET">, token: string): Promise<GuestLink | null> {
  return await verify(token, keyOf(env), "HS256").then(
    (payload) => linkSchema.safeParse(payload).data ?? null,
    () => null,
  );
}

/** Who a guest is in one call: the same for the same key of the same browser, and nobody finds the key by it. */
export async function guestIdOf({ call }: GuestLink, key: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(["guest", call, key])));
  return `g${Buffer.from(digest).toString("base64url").slice(0, 22)}`;
}

/** What signs customers' tokens and agents' sessions must sign no link, and the other way round. */
function keyOf({ FALA_SECRET }: Pick<Secrets, "FALA_SECRET">): string {
  return `guest:${FALA_SECRET}`;
}
