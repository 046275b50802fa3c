import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "../.tools/run.ts";
import { type Counts, monthly, type Step } from "./cost/price.ts";

/**
 * `npm run scale`: counts again what one conversation costs (bench/cost), and writes that into bench/cost/counts.json and
 * the tables of docs/scale.md.
 */
const countsFile = join(root, "bench/cost/counts.json");
export const scaleDocument = join(root, "docs/scale.md");
const [begin, end] = ["<!-- npm run scale: begin -->", "<!-- npm run scale: end -->"];

export type AllCounts = { alone: Counts; busy: Counts };

export function readCounts(): AllCounts {
  return JSON.parse(readFileSync(countsFile, "utf8")) as AllCounts;
}

/** The months of docs/scale.md. */
export function stepsOf({ alone, busy }: AllCounts): Step[] {
  return [
    { conversations: 1_000, teams: 1, counts: alone },
    { conversations: 100_000, teams: 10, counts: busy },
    { conversations: 10_000_000, teams: 200, counts: busy },
  ];
}

/** The document with these counts in its tables. */
export function withCounts(text: string, counts: AllCounts): string {
  const [before, rest = ""] = text.split(begin);
  const after = rest.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("docs/scale.md has no place for the tables");
  return `${before}${begin}\n\n${tablesOf(counts)}\n\n${end}${after}`;
}

function tablesOf(counts: AllCounts): string {
  const { alone, busy } = counts;
  const row = (name: string, of: (each: Counts) => number) => [name, count(of(alone)), count(of(busy))];
  const written = ({ rows }: Counts) => rows.objects.written + rows.index.written + rows.search.written;
  const counted = [
    ["one conversation of 20 messages", "alone", "busy"],
    row("requests to the Worker", ({ requests }) => requests),
    row("calls to objects: RPC, upgrades of sockets", ({ calls }) => calls),
    row("frames from clients (billed 20 for 1)", ({ frames }) => frames),
    row("alarms", ({ alarms }) => alarms),
    row("rows written: objects", ({ rows }) => rows.objects.written),
    row("rows written: index (D1)", ({ rows }) => rows.index.written),
    row("rows written: search (D1)", ({ rows }) => rows.search.written),
    row("**rows written, together**", written),
    row("rows read, together", ({ rows }) => rows.objects.read + rows.index.read + rows.search.read),
    row("bytes of its object", ({ bytes }) => bytes),
  ];
  const months = stepsOf(counts).map((step) => ({ ...step, bill: monthly(step) }));
  const names = months.at(-1)?.bill.lines.map(({ name }) => name) ?? [];
  const dearest = names.map((name) => [
    name,
    ...months.map(({ bill }) => dollars(bill.lines.find((line) => line.name === name)?.dollars ?? 0)),
  ]);
  const priced = [
    ["dollars a month", ...months.map(({ conversations }) => count(conversations))],
    ["the plan", ...months.map(() => "5")],
    ...dearest,
    ["**together**", ...months.map(({ bill }) => `**${dollars(bill.dollars)}**`)],
    ["a conversation", ...months.map(({ bill, conversations }) => (bill.dollars / conversations).toFixed(5))],
  ];
  return `${table(counted)}\n\n${table(priced)}`;
}

function table(lines: string[][]): string {
  const [head = [], ...rows] = lines;
  const text = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [text(head), text(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(text)].join("\n");
}

const count = (value: number) => value.toLocaleString("en");
const dollars = (value: number) =>
  value < 0.005 ? "–" : value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });

type Report = { testResults: { assertionResults: { meta: { counts?: Partial<AllCounts> } }[] }[] };

/** Runs the test that counts. `ok`: nothing is more than counts.json says. */
export async function countAgain(): Promise<{ ok: boolean; counts: AllCounts; said: string }> {
  const report = join(root, ".cache/cost.json");
  rmSync(report, { force: true });
  const { ok, output } = await run(
    `vitest run --project worker bench/cost --reporter=default --reporter=json --outputFile.json=${report}`.split(" "),
  );
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const found = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ meta }) => meta.counts ?? {}));
  const counts = Object.assign({}, ...found) as Partial<AllCounts>;
  const { alone, busy } = counts;
  if (alone === undefined || busy === undefined) throw new Error(`Nothing was counted.\n${output}`);
  return { ok, counts: { alone, busy }, said: output };
}

if (import.meta.main) {
  const { counts } = await countAgain();
  writeFileSync(countsFile, `${JSON.stringify(counts, null, 2)}\n`);
  writeFileSync(scaleDocument, withCounts(readFileSync(scaleDocument, "utf8"), counts));
  console.log(JSON.stringify({ counts, months: stepsOf(counts).map((step) => monthly(step).dollars) }));
}
