import { openFala, hello } from "./fala.ts";
import { type Quantiles, quantilesOf, rounded, sendAt } from "./pace.ts";
import { Bench, inTurn } from "./products.ts";

/** `news`: until the list that hears it last has heard of a message. `message`: until the other side of the conversation has it. */
export type TeamFound = { lists: number; message: Quantiles; news: Quantiles }[];

type Frame = { kind: string; rows?: { lastMessage: { text: string } | null }[] };

/** Messages a second of the whole team, in so many conversations. */
const [rate, conversations] = [20, 50];

/** A team with so many open consoles: what its Inbox object takes to tell all of them of each change. */
export async function measureTeam(counts: number[], seconds: number): Promise<TeamFound> {
  const bench = new Bench();
  try {
    const fala = await openFala(bench);
    const lines = await fala.pairs(conversations);
    const found: TeamFound = [];
    const heardBy = new Map<string, { lists: number; at: number }>();
    let open = 0;
    for (const lists of counts) {
      await inTurn(lists - open, async () => {
        const socket = await fala.openList();
        const welcome = Promise.withResolvers<void>();
        socket.addEventListener("message", ({ data }) => {
          const { kind, rows = [] } = JSON.parse(String(data)) as Frame;
          if (kind === "welcome") welcome.resolve();
          if (kind !== "rows") return;
          for (const { lastMessage } of rows) {
            const heard = heardBy.get(lastMessage?.text ?? "");
            if (heard !== undefined)
              heardBy.set(lastMessage?.text ?? "", { lists: heard.lists + 1, at: performance.now() });
          }
        });
        socket.send(hello);
        await welcome.promise;
      });
      open = lists;
      await sendAt(lines, { rate: 50, wanted: conversations }, 2_000);
      found.push({ lists, ...(await newsOf(lines, heardBy, lists, seconds)) });
    }
    return found;
  } finally {
    await bench.stop();
  }
}

async function newsOf(
  lines: Parameters<typeof sendAt>[0],
  heardBy: Map<string, { lists: number; at: number }>,
  lists: number,
  seconds: number,
): Promise<{ message: Quantiles; news: Quantiles }> {
  const sentAt = new Map<string, number>();
  const watched = lines.map((line) => ({
    ...line,
    send: (words: string) => {
      sentAt.set(words, performance.now());
      heardBy.set(words, { lists: 0, at: 0 });
      line.send(words);
    },
    set heard(heard: (words: string) => void) {
      line.heard = heard;
    },
    get heard() {
      return line.heard;
    },
  }));
  const { took } = await sendAt(watched, { rate, wanted: rate * seconds }, 2_000);
  const deadline = performance.now() + 10_000;
  const isTold = () => [...heardBy.values()].every((heard) => heard.lists >= lists);
  while (!isTold() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  const news = [...heardBy].flatMap(([words, heard]) =>
    heard.lists >= lists ? [heard.at - (sentAt.get(words) ?? 0)] : [],
  );
  const untold = heardBy.size - news.length;
  heardBy.clear();
  if (untold > 0) throw new Error(`${untold} messages did not reach all of ${lists} lists`);
  return { message: rounded(quantilesOf(took)), news: rounded(quantilesOf(news)) };
}
