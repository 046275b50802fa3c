import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.ts";

type Package = { version?: string; optionalDependencies?: Record<string, string>; [field: string]: unknown };
type Lock = { packages: Record<string, Package> };

const systems = new Map([
  ...["android", "darwin", "freebsd", "linux", "openharmony", "win32"].map((name) => [name, name] as const),
  ["windows", "win32"] as const,
]);
const processors = new Map([
  ["64", "x64"],
  ["32", "ia32"],
]);
const libraries = new Map([
  ["gnu", "glibc"],
  ["musl", "musl"],
]);

/**
 * The binaries for other machines that the lock names as optional, but does not list: "<package> <version>". npm leaves
 * them out when its registry does not have them, and `npm ci` then refuses the whole lock, on every machine.
 */
export function unlisted(lock: Lock): { name: string; version: string }[] {
  const listed = Object.keys(lock.packages);
  const wanted = Object.values(lock.packages).flatMap((it) => Object.entries(it.optionalDependencies ?? {}));
  return wanted
    .filter(([name]) => !listed.some((path) => path.endsWith(`node_modules/${name}`)))
    .map(([name, version]) => ({ name, version }));
}

/** What a binary's name says of the machine that it is for, as "@oxlint/binding-linux-arm64-musl" does. */
export function machineOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const words = name.split(/[/-]/);
  const at = words.findIndex((word) => systems.has(word));
  const [system = "", processor, library = ""] = words.slice(at);
  const os = systems.get(system);
  if (os === undefined || processor === undefined) throw new Error(`${name} does not say which machine it is for.`);
  const libc = os === "linux" ? libraries.get(library.replace(/eabi(hf)?$/, "")) : undefined;
  return { os: [os], cpu: [processors.get(processor) ?? processor], ...(libc ? { libc: [libc] } : {}) };
}

/** Lists them, so that `npm ci` takes the lock; the machines that they are for ask their registry for them. */
function complete(lock: Lock): number {
  const missing = unlisted(lock);
  for (const { name, version } of missing) {
    const { cpu, libc, os } = machineOf(name);
    // In npm's own order, so that it has nothing to rewrite.
    lock.packages[`node_modules/${name}`] = { version, cpu, dev: true, ...(libc ? { libc } : {}), optional: true, os };
  }
  const inOrder = Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1));
  lock.packages = Object.fromEntries(inOrder);
  return missing.length;
}

if (import.meta.main) {
  const path = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(path, "utf8")) as Lock;
  const count = complete(lock);
  if (count > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${count} packages for other machines were added to package-lock.json.`);
}
