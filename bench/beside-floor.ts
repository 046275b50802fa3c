import { type Line, median, type Quantiles, quantilesOf, rounded, sendAt } from "./pace.ts";
import { type Bench, connect, inTurn } from "./products.ts";

export type Found = {
  messages: number;
  fala: Quantiles;
  floor: Quantiles;
  ratio: Quantiles & { bound: number };
  within: boolean;
};

/** `rest`: seconds before each turn, so that what one turn left behind (objects that go to sleep) is not in the next. */
type Pace = { rate: number; seconds: number; turns: number; rest?: number };

/** DESIGN.md: a message takes at most so many times what a bare object that inserts one row and relays takes. */
const bound = 1.5;

/**
 * Both run on this machine at the same time and take turns, so that a noisy machine is noisy for both. The ratios are the median
 * over the turns.
 */
export async function compare(fala: Line[], floor: Line[], { rate, seconds, turns, rest = 0 }: Pace): Promise<Found> {
  const lines = { fala, floor };
  const pace = { rate, wanted: Math.round(rate * seconds), rest };
  await turn(fala, pace);
  await turn(floor, pace);
  const times = { fala: [] as number[], floor: [] as number[] };
  const ratios: Quantiles[] = [];
  for (let index = 0; index < turns; index += 1) {
    // Who goes first changes, so that a drift of the machine favours nobody.
    const order = index % 2 ? (["floor", "fala"] as const) : (["fala", "floor"] as const);
    const found = { fala: [] as number[], floor: [] as number[] };
    for (const name of order) found[name] = await turn(lines[name], pace);
    times.fala.push(...found.fala);
    times.floor.push(...found.floor);
    const [ours, bare] = [quantilesOf(found.fala), quantilesOf(found.floor)];
    ratios.push({ p50: ours.p50 / bare.p50, p99: ours.p99 / bare.p99 });
    console.error(`turn ${index + 1}: fala ${said(ours)}, floor ${said(bare)}, ratio ${said(ratios.at(-1) ?? bare)}`);
  }
  const ratio = { p50: median(ratios.map(({ p50 }) => p50)), p99: median(ratios.map(({ p99 }) => p99)) };
  return {
    messages: times.fala.length,
    fala: rounded(quantilesOf(times.fala)),
    floor: rounded(quantilesOf(times.floor)),
    ratio: { ...rounded(ratio), bound },
    within: ratio.p50 <= bound && ratio.p99 <= bound,
  };
}

function said(quantiles: Quantiles): string {
  const { p50, p99 } = rounded(quantiles);
  return `${p50} / ${p99}`;
}

/** Throws where something did not arrive: what is compared must be whole. */
async function turn(lines: Line[], pace: { rate: number; wanted: number; rest: number }): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, pace.rest * 1_000));
  const { took, missing } = await sendAt(lines, pace, 60_000);
  if (missing > 0) throw new Error(`${missing} messages did not arrive`);
  return took;
}

/** So many bare objects, each with two sockets that send in turn; what counts is when the other one has it. */
export async function floorPairs(bench: Bench, count: number): Promise<Line[]> {
  const { origin } = await bench.start({ config: "bench/floor/wrangler.toml" });
  return await inTurn(count, (index) => pairOf(() => connect(`${origin}/${index}`), plain));
}

/** How words travel on a socket. */
export type Wire = { wrap: (words: string) => string; unwrap: (frame: string) => string | null };

export const plain: Wire = { wrap: (words) => words, unwrap: (frame) => frame };

/** Two sockets at one conversation of a system that relays to everybody, the sender too. */
export async function pairOf(open: () => Promise<WebSocket>, { wrap, unwrap }: Wire): Promise<Line> {
  const sockets = [await open(), await open()];
  const sender = new Map<string, WebSocket | undefined>();
  let sends = 0;
  const line: Line = {
    send: (words) => {
      sends += 1;
      const socket = sockets[sends % 2];
      sender.set(words, socket);
      socket?.send(wrap(words));
    },
    heard: () => {},
  };
  for (const socket of sockets)
    socket.addEventListener("message", ({ data }) => {
      const words = unwrap(String(data));
      if (words === null || socket === sender.get(words)) return;
      sender.delete(words);
      line.heard(words);
    });
  return line;
}

/** The same where whoever sends waits for what comes back. */
export async function floorEchoes(bench: Bench, count: number): Promise<Line[]> {
  const { origin } = await bench.start({ config: "bench/floor/wrangler.toml" });
  return await inTurn(count, async (index) => {
    const socket = await connect(`${origin}/${index}`);
    const line: Line = { send: (words) => socket.send(words), heard: () => {} };
    socket.addEventListener("message", ({ data }) => line.heard(String(data)));
    return line;
  });
}
