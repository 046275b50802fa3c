import * as z from "zod/mini";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";

const outcomeSchema = z.object({ success: z.boolean() });
const timeoutMs = 5_000;

/**
 * Whether Turnstile says that a person solved this challenge, on this site, just now. A proof is good once and for five minutes. In
 * doubt (Turnstile does not answer) it is none: the customer is asked again.
 */
export async function isSolved(
  env: Pick<App["Bindings"], "TURNSTILE_ORIGIN">,
  asked: { secret: string; proof: string; address: string; conversation: string },
): Promise<boolean> {
  const { secret, proof, address, conversation } = asked;
  const origin = env.TURNSTILE_ORIGIN ?? "https://challenges.cloudflare.com";
  try {
    const answer = await fetch(`${origin}/turnstile/v0/siteverify`, {
      method: "POST",
      body: new URLSearchParams({ secret, response: proof, remoteip: address }),
      // workerd knows no "error" here. An answer that leads elsewhere is none.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return outcomeSchema.safeParse(await answer.json()).data?.success ?? false;
  } catch (error) {
    log.warn("challenge_unverified", error, { conversation });
    return false;
  }
}
