import { type Fala, openFala } from "../fala.ts";
import { median, type Quantiles, quantilesOf, rounded } from "../pace.ts";
import { ask, Bench } from "../products.ts";
import { fillDatabases, sampleWords } from "./generate.ts";

export type MillionFound = {
  conversations: number;
  texts: number;
  bytes: { index: number; search: number };
  fillSeconds: number;
  /** `deep`: so many pages behind the first. */
  page: { deep: number; first: Quantiles; later: Quantiles; ratio: number };
  search: Record<string, Quantiles>;
};

export type MillionWanted = { conversations: number; texts: number; deep: number; times: number };

type Page = { rows: { id: string }[]; next: string | null };
type Named = { id: string; name: string };

/** Teams of the company: the list of an agent who may see all of them asks the index for each. */
const teams = 10;

/**
 * The inbox and the search of a company with that many conversations, asked over HTTP as the console does. The rows are generated straight into the
 * local databases (see generate.ts).
 */
export async function measureMillion({ conversations, texts, deep, times }: MillionWanted): Promise<MillionFound> {
  const bench = new Bench();
  try {
    let fala = await openFala(bench);
    const company = await companyOf(fala, teams);
    await fala.stop();
    const began = performance.now();
    const bytes = fillDatabases(fala.folder, { conversations, texts, company });
    const fillSeconds = Math.round((performance.now() - began) / 1_000);
    fala = await openFala(bench);
    return {
      conversations,
      texts,
      bytes,
      fillSeconds,
      page: await pages(fala, deep, times),
      search: await searches(fala),
    };
  } finally {
    await bench.stop();
  }
}

/** The company's teams and site; more teams are made where there are fewer. */
export async function companyOf(fala: Fala, teams: number) {
  const known = await fala.get<{ teams: Named[] }>("/api/teams");
  for (let made = known.teams.length; made < teams; made += 1) {
    const team = { name: `Team ${made + 1}`, method: "manual", firstReplySeconds: 180, agentIds: [] };
    await ask(fala.origin, "/api/teams", team, { cookie: fala.cookie });
  }
  const { teams: all } = await fala.get<{ teams: Named[] }>("/api/teams");
  const { sites } = await fala.get<{ sites: Named[] }>("/api/sites");
  const [site] = sites;
  if (site === undefined) throw new Error("the demo has no site");
  const agents = Array.from({ length: 200 }, (_, index) => ({
    id: `a9e00000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    name: `Agent ${index}`,
  }));
  const named = ({ id, name }: Named) => ({ id, name });
  return { teams: all.map(named), agents, site: named(site) };
}

/** The first page of all that is done, and one far behind it, asked in turn. */
async function pages(fala: Fala, deep: number, times: number): Promise<MillionFound["page"]> {
  const path = (cursor: string | null) => `/api/conversations?list=done${cursor === null ? "" : `&cursor=${cursor}`}`;
  let cursor: string | null = null;
  for (let page = 1; page < deep; page += 1) {
    const { rows, next }: Page = await fala.get(path(cursor));
    if (next === null || rows.length === 0) throw new Error(`there are only ${page} pages`);
    cursor = next;
  }
  const took = { first: [] as number[], later: [] as number[] };
  for (let time = 0; time < times; time += 1) {
    const order = time % 2 ? (["later", "first"] as const) : (["first", "later"] as const);
    for (const which of order) took[which].push(await timed(() => fala.get(path(which === "first" ? null : cursor))));
  }
  const ratio = Math.round((median(took.later) / median(took.first)) * 100) / 100;
  return { deep, first: rounded(quantilesOf(took.first)), later: rounded(quantilesOf(took.later)), ratio };
}

async function searches(fala: Fala): Promise<MillionFound["search"]> {
  const found: MillionFound["search"] = {};
  const { common, some, rare } = sampleWords();
  const [first = "", second = ""] = common;
  const asked = {
    common,
    some,
    rare,
    two: some.map((word) => `${first} ${word}`),
    beginning: some.map((word) => word.slice(0, 3)),
  };
  await fala.get(`/api/search?q=${second}`);
  for (const [kind, words] of Object.entries(asked)) {
    const took: number[] = [];
    for (const word of words) took.push(await timed(() => fala.get(`/api/search?q=${encodeURIComponent(word)}`)));
    found[kind] = rounded(quantilesOf(took));
  }
  return found;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
