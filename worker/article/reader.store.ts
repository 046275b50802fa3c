import { createHmac } from "node:crypto";
import { addressOf } from "../platform/address.ts";
import type { Secrets } from "../platform/env.ts";

/**
 * Somebody who reads a public page, for counting a vote once: keyed, so that neither the address nor the browser can be found
 * from it, and nothing has to be kept in their browser.
 */
export function readerOf(env: Pick<Secrets, "FALA_SECRET">, request: Request): string {
  const browser = request.headers.get("user-agent") ?? "";
  return createHmac("sha256", `article-reader:${env.FALA_SECRET}`)
    .update(`${addressOf(request)}\n${browser}`)
    .digest("hex");
}
