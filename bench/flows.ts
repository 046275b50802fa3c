import { seedDemo } from "../.tools/demo.ts";
import type { FlowDefinition } from "../worker/protocol/flow.ts";
import { compare, floorEchoes } from "./beside-floor.ts";
import { type Line, number } from "./pace.ts";
import { ask, Bench, connect, cookieOf, inTurn } from "./products.ts";

/**
 * `npm run bench:flows`: from a customer's answer to the flow's next question, in conversations in which a run of the site's flow
 * goes on at once, against a bare object that inserts one row and sends it back. Afterwards each run is read again from its log:
 * every answer must stand there once, with its question behind it. Last line is JSON; exits non-zero when p50 or p99 is
 * above 1.5 times the floor, or a run is not as it must be.
 *
 * The local platform puts an object to sleep after ten seconds. Each turn begins when everything sleeps, so each answer wakes its object, on
 * both sides: without that rest the second of two turns of one side found its objects awake and was compared with a turn of the
 * other that woke them all, and a thousand objects that went to sleep took the processor from whoever had the next turn.
 * RUNS=100 REST=0 keeps them awake.
 *
 * RUNS (1000), RATE answers/s over all of them (100), SECONDS per turn (10: each run is answered once), REST seconds before each turn (12),
 * TURNS of each (5: the first comes right after a thousand conversations were begun, and is not like the others).
 */
const runs = number("RUNS", 1_000);
const pace = {
  ...{ rate: number("RATE", 100), seconds: number("SECONDS", 10) },
  ...{ rest: number("REST", 12), turns: number("TURNS", 5) },
};

/** Asks, keeps the answer, looks at it, marks the conversation, and asks again, for ever. */
const definition: FlowDefinition = {
  start: "ask",
  person: true,
  steps: [
    {
      ...{ kind: "ask", id: "ask", position: { x: 0, y: 0 }, name: "", exits: { next: "look" }, typingSeconds: 0 },
      ...{ text: "{{answer.words|Hello}}: and what else?", answer: { kind: "text", least: 1, most: 1_000 } },
      ...{ key: "words", label: "Words", retry: "", tries: 3, fills: null },
    },
    {
      ...{ kind: "branch", id: "look", position: { x: 0, y: 0 }, name: "" },
      cases: [
        { id: "long", label: "", conditions: [{ about: "answer", key: "words", test: "contains", values: ["aaa"] }] },
      ],
      exits: { "case:long": "mark", otherwise: "ask" },
    },
    {
      ...{ kind: "set", id: "mark", position: { x: 0, y: 0 }, name: "", exits: { next: "ask" } },
      set: { what: "tag", tag: "long", on: true },
    },
  ],
};

type Site = { id: string; key: string };
type Log = { seq: number; author: { kind: string }; body: { kind: string; text?: string } }[];
type Run = Line & { sent: string[]; read: () => Promise<Log> };

const bench = new Bench();
try {
  const fala = await openFala();
  const found = await compare(fala, await floorEchoes(bench, runs), pace);
  const spoilt = (await inTurn(runs, async (index) => await isSpoilt(fala[index]))).filter(Boolean).length;
  console.log(JSON.stringify({ runs, rate: pace.rate, ...found, spoilt }));
  process.exitCode = found.within && spoilt === 0 ? 0 : 1;
} finally {
  await bench.stop();
}

async function openFala(): Promise<Run[]> {
  const { origin, secrets } = await bench.start();
  const signIn = await seedDemo(origin, secrets["SETUP_TOKEN"] ?? "", 1);
  const cookie = await cookieOf(await ask(origin, "/api/session", signIn));
  const made = { format: "fala.flow", formatVersion: 1, name: "Bench", description: "", definition };
  const flow = await (await ask(origin, "/api/flows/import", made, { cookie })).json();
  const { id, version } = flow as { id: string; version: number };
  await ask(origin, `/api/flows/${id}/publish`, { version }, { cookie });
  const { sites } = (await (await ask(origin, "/api/sites", null, { cookie }, "GET")).json()) as { sites: Site[] };
  const demo = sites.find(({ key }) => key === "demo");
  if (demo === undefined) throw new Error("the demo has no site");
  const { id: site, ...fields } = demo;
  await ask(origin, `/api/sites/${site}`, { ...fields, openingFlowId: id }, { cookie }, "PUT");
  const session = await ask(origin, "/api/widget/session", { site: "demo", token: null });
  const { token } = (await session.json()) as { token: string };

  return await inTurn(runs, async () => {
    const conversation = crypto.randomUUID();
    const first = { conversation, id: crypto.randomUUID(), text: "Begin", opening: { flow: id, version: 1 } };
    const rest = { topic: null, visits: [], attributes: {}, language: "en" };
    await ask(origin, "/api/widget/conversations", { ...first, ...rest }, { authorization: `Bearer ${token}` });
    const open = async (hear: (kind: string, entries: Log) => void) => {
      const socket = await connect(`${origin}/ws/conversation/${conversation}`, ["fala", token], { origin });
      socket.addEventListener("message", ({ data }) => {
        const { kind, entries = [] } = JSON.parse(String(data)) as { kind: string; entries?: Log };
        hear(kind, entries);
      });
      socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));
      return socket;
    };
    const socket = await open((kind, entries) => {
      if (kind !== "entries") return;
      for (const { author, body } of entries) if (author.kind === "system") run.heard(answeredBy(body.text));
    });
    const run: Run = {
      sent: [],
      send: (text) => {
        run.sent.push(text);
        socket.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
      },
      heard: () => {},
      read: async () => {
        const page = Promise.withResolvers<Log>();
        const reader = await open((kind, entries) => kind === "welcome" && page.resolve(entries));
        const log = await page.promise;
        reader.close();
        return log;
      },
    };
    return run;
  });
}

function answeredBy(question = ""): string {
  return question.replace(/: and what else\?$/, "");
}

/** Each answer once and in its order, each with its question behind it. */
async function isSpoilt(run: Run | undefined): Promise<boolean> {
  if (run === undefined) return true;
  const words = (await run.read()).flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
  const wanted = ["Begin", ...run.sent].flatMap((text) => [text, `${text}: and what else?`]);
  return JSON.stringify(words) !== JSON.stringify(["Hello: and what else?", ...wanted]);
}
