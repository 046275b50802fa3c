import { createHmac } from "node:crypto";
import type { Secrets } from "./env.ts";

/** The address that a request comes from, as Cloudflare reports it: nobody can choose it by a header. */
export function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "unknown";
}

/** A provider gives a home 2^64 addresses of IPv6, so that network counts as one. */
export function networkOf(address: string): string {
  return address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
}

/** What stands for a network where something is counted: keyed, so that the address cannot be found from it. */
export function keyOfNetwork(env: Pick<Secrets, "FALA_SECRET">, purpose: string, address: string): string {
  return createHmac("sha256", `${purpose}:${env.FALA_SECRET}`)
    .update(networkOf(address))
    .digest("base64url")
    .slice(0, 22);
}
