import type { FlowFault } from "../protocol/flow-run.ts";

/** An address as a URL parser reads it. */
export type FlowAddress = { protocol: string; username: string; password: string; hostname: string; port: string };

/**
 * Why a flow may not ask an address; null: it may. Only https on its usual port, with no name and password in it, on a host that
 * the workspace allows, and never one that is, or says that it is, inside of somebody's own network. A name is only what it says:
 * where it leads is Cloudflare's to find out, whose network has no way into a private one.
 */
export function refusesAddress(address: FlowAddress | null, hosts: readonly string[]): FlowFault | null {
  if (address === null || address.protocol !== "https:") return "host_not_allowed";
  const host = hostOf(address);
  if (isPrivateHost(host)) return "address_private";
  const isPlain = address.username === "" && address.password === "" && address.port === "";
  return isPlain && hosts.includes(host) ? null : "host_not_allowed";
}

/** The host's name as the workspace writes it. */
export function hostOf({ hostname }: Pick<FlowAddress, "hostname">): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}

/** Names that are private by what they say, and every bare number: a company's endpoint has a name. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  // The URL parser has turned 0x7f.1, 2130706433 and 127.1 into 127.0.0.1 by now, and IPv6 stands in brackets.
  if (name.startsWith("[") || /^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return true;
  if (!name.includes(".")) return true;
  if (privateEnds.some((end) => name === end.slice(1) || name.endsWith(end))) return true;
  return numbersIn(name).some(isPrivateNumber);
}

const privateEnds = [
  ...[".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".private"],
  ...[".home.arpa", ".in-addr.arpa", ".ip6.arpa", ".onion", ".test", ".example", ".invalid"],
  // Public names that lead to loopback.
  ...[".localtest.me", ".lvh.me", ".vcap.me", ".lacolhost.com"],
];

/** Addresses that a name carries for services that answer with them: 10.0.0.1.nip.io, 10-0-0-1.sslip.io, 7f000001.nip.io. */
function numbersIn(name: string): number[][] {
  const written = [...name.matchAll(/(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-]|$)/g)];
  const hex = [...name.matchAll(/(?:^|[.-])([0-9a-f]{8})(?=[.-]|$)/g)];
  return [
    ...written.map(([, ...parts]) => parts.map(Number)),
    ...hex.map(([, digits = ""]) => [0, 2, 4, 6].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))),
  ];
}

function isPrivateNumber([a = 0, b = 0]: number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100 && b >= 64 && b <= 127) return true;
  if (a === 169 && b === 254) return true;
  if (a === 172 && b >= 16 && b <= 31) return true;
  return (a === 192 && (b === 168 || b === 0)) || (a === 198 && (b === 18 || b === 19));
}
