import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.ts";

const stamp = join(root, "dist/.vite/sources");

/** What the build reads; the packages are known by the lock. */
const read = [
  "web/**/*.{ts,tsx,css,html,svg,json,woff2,mp3,ogg,wav,webp,png}",
  "web/public/**",
  "worker/protocol/*.ts",
  "worker/*/*.domain.ts",
  "vite.config.ts",
  "package.json",
  "package-lock.json",
];

const files = () =>
  globSync(read, { cwd: root, exclude: ["**/node_modules"] })
    .filter((path) => !/\.(test|scenario)\./.test(path))
    .sort();

function sourcesNow(): string {
  const hash = createHash("sha256");
  for (const path of files()) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}

/** Builds console, frame and loader into dist/; without `always` only when a source has changed since the last build. */
export async function build({ always = false } = {}): Promise<void> {
  const sources = sourcesNow();
  if (!always && existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  const { ok, output } = await run(["vite", "build", "--app", "--logLevel", "warn"]);
  if (output) console.log(output.trim());
  if (!ok) throw new Error("The build failed; the reason stands above.");
  writeFileSync(stamp, sources);
}

if (import.meta.main) {
  await build({ always: true }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
