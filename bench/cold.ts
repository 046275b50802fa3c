import { hello, openFala, type Fala } from "./fala.ts";
import { median, rounded } from "./pace.ts";
import { Bench } from "./products.ts";

export type ColdFound = { entries: number; times: number; ms: { short: number; long: number } };

/** What a socket may send at once, before it is asked to wait: `limits.commandBurst`. */
const burst = 40;

/**
 * From asking for a socket to the page of the newest entries, in a conversation whose object was not in memory, since the product was
 * started again: with 20 entries and with many. What must be read does not grow with the log.
 */
export async function measureColdOpen(entries: number, times: number): Promise<ColdFound> {
  const bench = new Bench();
  try {
    let fala = await openFala(bench);
    const conversations = { first: await fala.begin(), short: await fala.begin(), long: await fala.begin() };
    await say(fala, conversations.short, 20);
    await say(fala, conversations.long, entries);
    const took = { short: [] as number[], long: [] as number[] };
    for (let time = 0; time < times; time += 1) {
      await fala.stop();
      fala = await openFala(bench);
      // The code of the object is loaded and warm; its storage is not.
      await opened(fala, conversations.first);
      const order = time % 2 ? (["long", "short"] as const) : (["short", "long"] as const);
      for (const which of order) took[which].push(await opened(fala, conversations[which]));
    }
    const { p50: short, p99: long } = rounded({ p50: median(took.short), p99: median(took.long) });
    return { entries, times, ms: { short, long } };
  } finally {
    await bench.stop();
  }
}

/** So many messages of the customer's in a conversation. One socket after the other, so that nobody is asked to wait. */
export async function say(fala: Fala, conversation: string, messages: number): Promise<void> {
  for (let said = 1; said < messages;) {
    const socket = await fala.open(conversation, "customer");
    const wanted = Math.min(burst - 1, messages - said);
    let answered = 0;
    const all = Promise.withResolvers<void>();
    socket.addEventListener("message", ({ data }) => {
      const { kind, code } = JSON.parse(String(data)) as { kind: string; code?: string };
      if (kind === "refused") all.reject(new Error(`refused: ${code}`));
      if (kind === "ack") answered += 1;
      if (answered === wanted) all.resolve();
    });
    socket.send(hello);
    for (let count = 0; count < wanted; count += 1) {
      const text = `Message ${said + count} of a long conversation about an order that has not come yet.`;
      socket.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
    }
    await all.promise;
    socket.close();
    said += wanted;
  }
}

async function opened(fala: Fala, conversation: string): Promise<number> {
  const began = performance.now();
  const socket = await fala.open(conversation, "agent");
  const welcome = new Promise<void>((resolve) =>
    socket.addEventListener("message", ({ data }) => {
      if ((JSON.parse(String(data)) as { kind: string }).kind === "welcome") resolve();
    }),
  );
  socket.send(hello);
  await welcome;
  const took = performance.now() - began;
  socket.close();
  return took;
}
