import { statSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.ts";

const generated = "worker-configuration.d.ts";

/** Writes the types of the bindings (wrangler.toml) and of the runtime, when wrangler.toml or the lock is newer than they. */
export async function generateTypes(): Promise<void> {
  const changed = (file: string) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed(generated) > Math.max(changed("wrangler.toml"), changed("package-lock.json"))) return;
  const { ok, output } = await run(["wrangler", "types", generated, "--env-file", ".tools/no-secrets.env"]);
  if (!ok) throw new Error(`wrangler types failed.\n${output}`);
}

/** The programs of the project: each has the globals of the place where it runs, and no others. */
const programs = [".", "worker/protocol", "web", "web/e2e", "bench/faults", ".tools"];

/** Checks all programs at once and answers what the compiler says; empty means that nothing is wrong. */
export async function checkTypes(): Promise<string> {
  await generateTypes();
  const outcomes = await Promise.all(programs.map((program) => run(["tsc", "-p", program, "--pretty", "false"])));
  // The same file stands in more than one program, so the same error may come more than once.
  const lines = outcomes.filter(({ ok }) => !ok).flatMap(({ output }) => output.trim().split("\n"));
  return [...new Set(lines)].join("\n");
}

if (import.meta.main) {
  const errors = await checkTypes();
  if (errors) console.log(errors);
  process.exitCode = errors ? 1 : 0;
}
