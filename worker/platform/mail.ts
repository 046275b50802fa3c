import type { App } from "./env.ts";
import { log } from "./log.ts";

export type Mail = { to: string; subject: string; text: string; html: string };

type Env = App["Bindings"];

/** Whether this deployment can send e-mail: it has the binding and says from whom. */
export function canMail(env: Env): boolean {
  return env.EMAIL !== undefined && (env.EMAIL_FROM ?? "") !== "";
}

/** Sends it, or answers false (and logs why) where that is not set up or the service refuses: never a reason to fail. */
export async function sendMail(env: Env, mail: Mail): Promise<boolean> {
  if (env.EMAIL === undefined || !env.EMAIL_FROM) return false;
  try {
    await env.EMAIL.send({ from: sender(env.EMAIL_FROM), ...mail });
    return true;
  } catch (error) {
    // "E_SENDER_NOT_VERIFIED" and the like say what to do about it.
    log.warn("mail_not_sent", error, { code: error instanceof Error && "code" in error ? String(error.code) : null });
    return false;
  }
}

function sender(from: string): string | { email: string; name: string } {
  const [, name, email] = /^(.+?)\s*<(.+)>$/.exec(from) ?? [];
  return name === undefined || email === undefined ? from : { name, email };
}
