import { loadavg } from "node:os";
import { conduct, type Experiment, type Row } from "./experiment.ts";
import { clocks } from "./experiments/clocks.ts";
import { shuffled } from "./experiments/frames.ts";
import { halfOpen, storm, unread } from "./experiments/lines.ts";
import { alarming, evicted } from "./experiments/objects.ts";
import { deployed, killed } from "./experiments/processes.ts";
import { d1, r2 } from "./experiments/storage.ts";
import { House } from "./house.ts";
import { installPageSocket } from "./page-socket.ts";
import { clock } from "./progress.ts";
import { readDialogues } from "./words.ts";

/**
 * `npm run faults`: whether an acknowledged message is there once, in one order for everybody, whatever happens to the machines. The
 * built product under `wrangler dev`, real sockets, the product's own clients; a checker beside it. docs/faults.md says what each
 * experiment does. `--quick` tries less; `--only=word` makes those whose name has the word. The last line is
 * JSON, a row for each experiment; the exit code says whether everything held.
 */
const experiments: Experiment[] = [
  ...[killed, deployed, halfOpen, shuffled, unread, storm],
  ...[evicted, d1, r2, clocks, alarming],
];

const quick = process.argv.includes("--quick");
const only = process.argv.flatMap((each) => (each.startsWith("--only=") ? [each.slice("--only=".length)] : []));
const chosen = experiments.filter(({ name, quick: size }) =>
  only.length > 0 ? only.some((word) => name.includes(word)) : !quick || size !== undefined,
);

installPageSocket();
const began = performance.now();
console.log("Builds the product and begins a company …");
const house = await House.open(quick ? "faulty" : "as it is", quick ? "direct" : "wrangler dev");
const dialogues = readDialogues();
/** An experiment that did not come to its end: nothing is known of it. */
type Broken = { experiment: string; held: false; broke: string };
const rows: (Row | Broken)[] = [];
try {
  const together = quick ? chosen.filter(({ alone }) => alone !== true) : [];
  await Promise.all(together.map(make));
  for (const experiment of chosen) if (!together.includes(experiment)) await make(experiment);
} finally {
  await house.close();
}
const held = rows.length > 0 && rows.every((row) => row.held);
const seconds = Math.round(sinceBegan());
console.log(JSON.stringify({ quick, held, seconds, rows }));
process.exit(held ? 0 : 1);

async function make(experiment: Experiment): Promise<void> {
  const { name, build, host = "wrangler dev" } = experiment;
  const tell = (line: string) => console.log(`  ${name}: ${line}`);
  let row: Row | Broken;
  if (!quick) console.log(whereIsIt(experiment));
  try {
    await (quick ? house.use("faulty", "direct") : house.use(build, host));
    row = await conduct(experiment, { house, dialogues, quick, tell });
  } catch (error) {
    // The others are made all the same, on a product that begins anew.
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    row = { experiment: name, held: false, broke: String(error).slice(0, 300) };
    await house.kill().catch(() => {});
  }
  console.log(
    `${row.held ? "✓" : "✗"} ${JSON.stringify(row)} (after ${clock(sinceBegan())}, load ${loadavg()[0]?.toFixed(1)})`,
  );
  rows.push(row);
}

/** Which one of how many begins, and how long it and all that follow take, about. */
function whereIsIt(experiment: Experiment): string {
  const index = chosen.indexOf(experiment);
  const left = chosen.slice(index).reduce((sum, { seconds }) => sum + seconds, 0);
  const now = sinceBegan();
  const alone = `${index + 1} of ${chosen.length}, about ${clock(experiment.seconds)}`;
  return `${experiment.name} (${alone}; ${clock(now)} of about ${clock(now + left)} are over)`;
}

function sinceBegan(): number {
  return (performance.now() - began) / 1_000;
}
