import { build } from "./build.ts";
import { run } from "./run.ts";
import { sizes, tooLarge } from "./size.ts";
import { checkTypes, generateTypes } from "./types.ts";

/** One thing that is checked: answers what is wrong; empty means that all is well. */
export type Check = { name: string; wrong: () => Promise<string> };

const tool = async (command: string): Promise<string> => {
  const { ok, output } = await run(command.split(" "));
  return ok ? "" : output.trim() || `${command} failed.`;
};

export const sourceChecks: Check[] = [
  { name: "types", wrong: checkTypes },
  { name: "lint", wrong: () => tool("oxlint --format unix") },
  { name: "format (npm run format mends it)", wrong: () => tool("oxfmt --list-different") },
];

export const layerCheck: Check = {
  name: "layers and packages",
  wrong: () => tool("vitest run --project node worker/platform/layers .tools/packages --reporter dot"),
};

export const sizeCheck: Check = { name: "sizes", wrong: async () => tooLarge(sizes()).join("\n") };

export const deployCheck: Check = {
  name: "deployment and its preview (dry run)",
  wrong: async () =>
    (await tool("node .tools/deploy.ts --dry-run")) || (await tool("node .tools/deploy.ts --preview --dry-run")),
};

/** Whether the proofs still prove: each in its smallest size, with what is built. Their times say nothing. */
export const proofChecks: Check[] = [
  { name: "faults, small", wrong: () => tool("node bench/faults/faults.ts --quick") },
  { name: "bench, small", wrong: () => tool("node bench/bench.ts --quick --only=rates") },
];

/** Runs the checks at once and prints one line for each, with what is wrong below it; answers how many failed. */
export async function runChecks(checks: Check[]): Promise<number> {
  const outcomes = await Promise.all(
    checks.map(async ({ name, wrong }) => {
      const started = performance.now();
      const said = await wrong().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${said ? "✗" : "✓"} ${name} (${seconds} s)${said ? `\n${said}` : ""}`);
      return said;
    }),
  );
  return outcomes.filter((said) => said !== "").length;
}

if (import.meta.main) {
  await generateTypes();
  const built: Check = { name: "build", wrong: () => build().then(() => "") };
  let failed = await runChecks([...sourceChecks, layerCheck, built]);
  failed += await runChecks([sizeCheck]);
  process.exitCode = failed > 0 ? 1 : 0;
}
