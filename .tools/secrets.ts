import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { root } from "./run.ts";

/** What a local Fala needs; deployed, the first two are set with `wrangler secret put`. */
export function newSecrets(): Record<string, string> {
  return {
    FALA_SECRET: randomBytes(32).toString("hex"),
    SETUP_TOKEN: randomBytes(16).toString("hex"),
    // Opens the demo routes. Never set where real customers write.
    FALA_DEMO: "1",
  };
}

/** Writes secrets as wrangler reads them; only the owner of the file may read it. */
export function writeSecrets(path: string, secrets: Record<string, string>): void {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(path, lines.join(""), { mode: 0o600 });
}

/** The secrets in .dev.vars. Missing ones are made up and written; what stands there already is never changed. */
export function localSecrets(): Record<string, string> {
  const path = join(root, ".dev.vars");
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {})) {
    if (value !== undefined) present[name] = value;
  }
  const secrets = { ...newSecrets(), ...present };
  if (Object.keys(secrets).length > Object.keys(present).length) writeSecrets(path, secrets);
  return secrets;
}
