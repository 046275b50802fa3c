import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.ts";

/**
 * `npm run abuse`: what an attacker would try, against the real Worker in workerd: every address and every command as everybody
 * who has no business there, frames by the grammar of the protocol and broken ones, guessing, spam. `--quick` tries fewer frames, as
 * `npm test` does. The last line is JSON; the exit code says whether everything held.
 */
const quick = process.argv.includes("--quick");
const report = join(root, ".cache/abuse.json");

type Assertion = { title: string; status: string; meta?: { figures?: Record<string, number> } };
type Report = { testResults: { assertionResults: Assertion[] }[] };

mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(report, { force: true });
const { ok, seconds } = await run(
  [
    ...["vitest", "run", "--project", "worker", "worker/testing/abuse"],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ],
  { show: true, env: quick ? {} : { FALA_ABUSE: "full" } },
);

const tests = read()?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
const figures = Object.assign({}, ...tests.map(({ meta }) => meta?.figures ?? {})) as Record<string, number>;
const failed = tests.filter(({ status }) => status !== "passed").map(({ title }) => title);
const held = ok && tests.length > 0 && failed.length === 0;
console.log(JSON.stringify({ quick, held, rules: tests.length, failed, ...figures, seconds: Math.round(seconds) }));
process.exitCode = held ? 0 : 1;

function read(): Report | undefined {
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Report;
  } catch {
    return undefined;
  }
}
