import { seedDemo } from "../.tools/demo.ts";
import { ask, Bench, compare, connect, cookieOf, floorPairs, inTurn, type Line, number } from "./beside-floor.ts";

/**
 * `npm run bench:relay`: from one participant's send to the other's receipt, this product against a bare object that
 * inserts one row and relays. Last line is JSON; exits non-zero when p50 or p99 is above 1.5 times the floor.
 *
 * CONVERSATIONS (100), RATE messages/s over all of them (100), SECONDS per turn (4), TURNS of each (6).
 */
const conversations = number("CONVERSATIONS", 100);
const pace = { rate: number("RATE", 100), seconds: number("SECONDS", 4), turns: number("TURNS", 6) };

const bench = new Bench();
try {
  const found = await compare(await openFala(), await floorPairs(bench, conversations), pace);
  console.log(JSON.stringify({ conversations, rate: pace.rate, ...found }));
  process.exitCode = found.within ? 0 : 1;
} finally {
  await bench.stop();
}

/** Conversations in which customer and agent write in turn. */
async function openFala(): Promise<Line[]> {
  const { origin, secrets } = await bench.start();
  const signIn = await seedDemo(origin, secrets["SETUP_TOKEN"] ?? "", 1);
  const cookie = await cookieOf(await ask(origin, "/api/session", signIn));
  const session = await ask(origin, "/api/widget/session", { site: "demo", token: null });
  const { token } = (await session.json()) as { token: string };
  // The agent is there: without a console they would be away, and every word would lead to the waiting line first.
  await connect(`${origin}/ws/inbox/team-support`, ["fala"], { origin, cookie });
  return await inTurn(conversations, async () => {
    const conversation = crypto.randomUUID();
    await ask(
      origin,
      "/api/widget/conversations",
      { conversation, id: crypto.randomUUID(), text: "Hello", topic: null, visits: [], attributes: {}, language: "en" },
      { authorization: `Bearer ${token}` },
    );
    const address = `${origin}/ws/conversation/${conversation}`;
    const sockets = [
      await connect(address, ["fala", token], { origin }),
      await connect(address, ["fala"], { origin, cookie }),
    ];
    let sends = 0;
    const line: Line = {
      send: (text) => {
        sends += 1;
        sockets[sends % 2]?.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
      },
      heard: () => {},
    };
    for (const [side, socket] of sockets.entries()) {
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as {
          kind: string;
          entries?: { author: { kind: string }; body: { text?: string } }[];
        };
        if (frame.kind !== "entries") return;
        for (const { author, body } of frame.entries ?? []) {
          if ((author.kind === "agent") === (side === 0) && body.text !== undefined) line.heard(body.text);
        }
      });
      socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));
    }
    return line;
  });
}
