import { createHmac } from "node:crypto";
import type { Secrets } from "./env.ts";

/** The address that a request comes from, as Cloudflare reports it: nobody can choose it by a header. */
export function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "unknown";
}

/** A provider gives a home 2^64 addresses of IPv6, so that network counts as one, also where its address is written with `::`. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}

/** What stands for a network where something is counted: keyed, so that the address cannot be found from it. */
export function keyOfNetwork(env: Pick<Secrets, "FALA_SECRET">, purpose: string, address: string): string {
  return createHmac("sha256", `${purpose}:${env.FALA_SECRET}`)
    .update(networkOf(address))
    .digest("base64url")
    .slice(0, 22);
}
