import { chromium, type Page, request as http } from "@playwright/test";
import { findChromium } from "../.tools/chromium.ts";
import { withDemoCompany } from "./demo-company.ts";

/**
 * `npm run bench:screens`: how long the settings' lists and the supervisors' overview of a large company take to draw, from the
 * press to the last row, in a browser (whose processor can be slowed down). Last line is JSON, milliseconds; exits non-zero where a
 * screen takes longer than BOUND, or keeps the page from answering for longer than TASK.
 *
 * AGENTS (50), TEAMS (10), WAITING (60 conversations), SLOWER (1: not at all), BOUND (1000), TASK (200).
 */
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const [agents, teams, waiting] = [number("AGENTS", 50), number("TEAMS", 10), number("WAITING", 60)];
const [slower, bound, task] = [number("SLOWER", 1), number("BOUND", 1_000), number("TASK", 200)];

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
try {
  await withDemoCompany(async ({ origin, signIn }) => {
    const context = await browser.newContext({ baseURL: origin });
    await fill(origin, context.request, signIn);

    const page = await context.newPage();
    await page.addInitScript(`
      self.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) self.longest = Math.max(self.longest, duration);
      }).observe({ type: "longtask", buffered: true });
    `);
    await page.goto("/settings/profile");
    await page.getByRole("heading", { name: "Profile" }).waitFor();
    await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
    const drawn = [
      await draws(page, "teams", "/settings/teams", ".settings-list > li", teams),
      await draws(page, "agents", "/settings/agents", ".agent-row:not([data-invited])", agents),
      // Diego of the demo is in Sales alone.
      await draws(page, "team", "/settings/teams/team-support", ".team-members > li", agents - 1),
      await draws(page, "overview", "/teams", ".team-agent", agents),
    ];
    console.log(JSON.stringify({ agents, teams, waiting, slower, screens: Object.fromEntries(drawn) }));
    if (drawn.some(([, { ms, longest }]) => ms > bound || longest > task)) process.exitCode = 1;
  });
} finally {
  await browser.close();
}

/** The demo company, grown: everybody new is in Support and in one other team. */
async function fill(origin: string, owner: Asker, signIn: { email: string; password: string }) {
  const ask = asker(owner, origin);
  await ask("POST", "/api/session", signIn);
  const known = await ask("GET", "/api/teams");
  const ids = (known["teams"] as { id: string }[]).map(({ id }) => id);
  while (ids.length < teams) {
    const team = { name: `Team ${ids.length + 1}`, method: "manual", firstReplySeconds: 180, agentIds: [] };
    ids.push(String((await ask("POST", "/api/teams", team))["id"]));
  }
  const support = ids.find((id) => id.includes("support")) ?? ids[0] ?? "";
  const stranger = asker(await http.newContext({ baseURL: origin }), origin);
  for (let made = 5; made < agents; made += 1) {
    const teamIds = [...new Set([support, ids[made % ids.length] ?? support])];
    const sent = await ask("POST", "/api/invitations", { email: `agent-${made}@bench.test`, role: "agent", teamIds });
    const token = new URL(String(sent["link"])).hash.slice(1);
    await stranger("POST", "/api/invitations/accept", { token, name: `Agent ${made}`, password: "a bench of agents" });
  }
  for (let started = 0; started < waiting; started += 1) {
    const session = await stranger("POST", "/api/widget/session", { site: "demo", token: null });
    const start = { conversation: `bench-conversation-${started}`, id: `bench-message-${started}`, text: "Hello?" };
    const rest = { topic: null, visits: [], attributes: {}, language: null };
    await stranger("POST", "/api/widget/conversations", { ...start, ...rest }, String(session["token"]));
  }
}

type Asker = Awaited<ReturnType<typeof http.newContext>>;

function asker(context: Asker, origin: string) {
  return async (method: string, path: string, data?: object, token?: string): Promise<Record<string, unknown>> => {
    const headers = { origin, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await context.fetch(path, { method, headers, ...(data === undefined ? {} : { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
}

/** Goes to another screen as a press on its link does, and waits for its last row. */
async function draws(page: Page, name: string, path: string, row: string, rows: number) {
  const ms: number = await page.evaluate(`(async () => {
    self.longest = 0;
    const link = document.createElement("a");
    link.href = ${JSON.stringify(path)};
    document.querySelector("main").append(link);
    const began = performance.now();
    link.click();
    link.remove();
    while (document.querySelectorAll(${JSON.stringify(row)}).length < ${rows}) {
      if (performance.now() - began > 30_000) throw new Error(document.querySelectorAll(${JSON.stringify(row)}).length + " of ${rows} rows on " + location.pathname);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  })()`);
  // The task that drew the last row is told when it has ended.
  await page.waitForTimeout(500);
  const longest: number = await page.evaluate("self.longest");
  return [name, { ms: Math.round(ms), longest: Math.round(longest) }] as const;
}
