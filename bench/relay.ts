import { compare, floorPairs } from "./beside-floor.ts";
import { number } from "./pace.ts";
import { Bench } from "./products.ts";
import { openFala } from "./fala.ts";

/**
 * `npm run bench:relay`: from one participant's send to the other's receipt, this product against a bare object that
 * inserts one row and relays. Last line is JSON; exits non-zero when p50 or p99 is above 1.5 times the floor.
 *
 * CONVERSATIONS (100), RATE messages/s over all of them (100), SECONDS per turn (4), TURNS of each (12: the p99 of one turn is its fourth slowest
 * message).
 */
const conversations = number("CONVERSATIONS", 100);
const pace = { rate: number("RATE", 100), seconds: number("SECONDS", 4), turns: number("TURNS", 12) };

const bench = new Bench();
try {
  const [fala, floor] = [await openFala(bench), await floorPairs(bench, conversations)];
  const found = await compare(await fala.pairs(conversations), floor, pace);
  console.log(JSON.stringify({ conversations, rate: pace.rate, ...found }));
  process.exitCode = found.within ? 0 : 1;
} finally {
  await bench.stop();
}
