import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.ts";
import { type Check, deployCheck, proofChecks, runChecks, sizeCheck, sourceChecks } from "./check.ts";
import { installChromium } from "./chromium.ts";
import { root, run } from "./run.ts";
import { generateTypes } from "./types.ts";

/** How many tests of one kind there were, and how they ended. Each check counts as one test. */
type Count = { name: string; passed: number; failed: number; skipped: number; seconds: number };

const report = (name: string) => join(root, ".cache", `${name}.json`);

type Part = { name: string; work: () => Promise<Omit<Count, "name" | "seconds">> };

async function timed({ name, work }: Part): Promise<Count> {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const count = await work();
  return { name, ...count, seconds: (performance.now() - started) / 1000 };
}

const say = (error: unknown) => console.log(error instanceof Error ? error.message : error);

const checks = (name: string, list: Check[]): Part => ({
  name,
  work: async () => {
    const failed = await runChecks(list);
    return { passed: list.length - failed, failed, skipped: 0 };
  },
});

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number };

/** Some projects of vitest. What they write is shown at their end where others run beside them. */
const unitTests = (name: string, projects: string[], { show }: { show: boolean }): Part => ({
  name,
  work: async () => {
    const file = `vitest-${projects.join("-")}`;
    rmSync(report(file), { force: true });
    const { ok, output } = await run(
      ["vitest", "run", ...projects.flatMap((project) => ["--project", project])].concat([
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report(file)}`,
      ]),
      { show },
    );
    if (!show) console.log(output);
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = read<VitestReport>(file) ?? {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
    };
    return {
      passed: numPassedTests,
      // A file that does not load, or an unhandled rejection, fails the run without failing any test of it.
      failed: ok ? numFailedTests : Math.max(1, numFailedTests),
      skipped: numPendingTests + numTodoTests,
    };
  },
});

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

const scenarios: Part = {
  name: "scenarios in Chromium",
  work: async () => {
    rmSync(report("playwright"), { force: true });
    try {
      await installChromium();
      const { ok } = await run(["playwright", "test", "-c", "web/e2e", "--reporter=list,json"], {
        show: true,
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report("playwright"), NO_COLOR: undefined },
      });
      const { expected, unexpected, flaky, skipped } = read<PlaywrightReport>("playwright")?.stats ?? {
        expected: 0,
        unexpected: 0,
        flaky: 0,
        skipped: 0,
      };
      return { passed: expected, failed: ok ? unexpected + flaky : Math.max(1, unexpected + flaky), skipped };
    } catch (error) {
      say(error);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  },
};

function read<Report>(name: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(report(name), "utf8")) as Report;
  } catch {
    return undefined;
  }
}

// What scenarios run in comes first: who has to install it should not hear of that after ten minutes.
await installChromium().catch(say);
// Before lint too: its rules that need types read them at the same time as the compiler.
await generateTypes();

async function inTurn(...parts: Part[]): Promise<Count[]> {
  const counts: Count[] = [];
  for (const part of parts) counts.push(await timed(part));
  return counts;
}

const atOnce = async (...columns: Promise<Count[]>[]): Promise<Count[]> => (await Promise.all(columns)).flat();

/**
 * `npm test`: everything. The last line is "N passed, N failed", and the exit code follows it. What is tested inside workerd runs in one
 * process, and the proofs wait for most of their time, for what was killed to come back: both leave a core to what goes on beside them.
 */
const counts = [
  ...(await atOnce(
    inTurn(checks("types, lint, format", sourceChecks)),
    inTurn(checks("build", [{ name: "build", wrong: () => build({ always: true }).then(() => "") }])),
  )),
  ...(await atOnce(
    inTurn(unitTests("tests in workerd", ["worker"], { show: false })),
    inTurn(
      unitTests("tests in Node and happy-dom", ["node", "web"], { show: true }),
      checks("sizes, deployment", [sizeCheck, deployCheck]),
    ).then(async (first) => [
      ...first,
      ...(await atOnce(inTurn(checks("faults and load, small", proofChecks)), inTurn(scenarios))),
    ]),
  )),
];

console.log("");
for (const { name, passed, failed, skipped, seconds } of counts) {
  console.log(`${failed ? "✗" : "✓"} ${name}: ${line({ passed, failed, skipped })} (${seconds.toFixed(0)} s)`);
}
const sum = (key: "passed" | "failed" | "skipped") => counts.reduce((total, count) => total + count[key], 0);
console.log(line({ passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") }));
process.exitCode = sum("failed") > 0 ? 1 : 0;

function line({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
