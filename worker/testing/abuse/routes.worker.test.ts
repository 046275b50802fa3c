import { beforeAll, describe, expect, test } from "vitest";
import { app } from "../../app.ts";
import { type Door, doors, expectations } from "./expectations.ts";
import { soon } from "../soon.ts";
import { faultsOf } from "./headers.ts";
import { addressesOf, ask, expectationOf, rightful } from "./knock.ts";
import { buildWorld, codeOf, strangers, type Who, type World } from "./world.ts";

const addresses = addressesOf();

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

/** What became of somebody: "in", or the code that kept them out. A socket is judged by whether it stays open after its hello. */
async function outcomeOf(response: Response): Promise<number | string> {
  const socket = response.webSocket;
  if (socket === null) return response.status < 400 ? "in" : await codeOf(response);
  return await new Promise((resolve) => {
    socket.addEventListener("close", ({ code }) => resolve(code));
    // Whoever is let in is answered, whatever this says; a socket that is refused closes and says nothing.
    socket.addEventListener("message", () => {
      resolve("in");
      socket.close(1000);
    });
    socket.accept();
    socket.send(JSON.stringify({ kind: "who", id: "frame-of-nobody" }));
  });
}

describe("every address", () => {
  test("[AB1] has an expectation, and every expectation an address", () => {
    expect(Object.keys(expectations).toSorted()).toEqual(addresses.toSorted());
    // What answers every method would be in no row: only what stands before others does.
    const every = app.routes.filter(({ method }) => method === "ALL");
    expect(every.filter(({ path }) => !path.endsWith("*")).map(({ path }) => path)).toEqual([]);
    expect(every.every(({ handler }) => handler.length >= 2)).toBe(true);
  });

  test("[AB2] lets in nobody whom its door keeps out, and nothing that is kept has changed", async ({ task }) => {
    const before = await world.kept();
    const wrong: string[] = [];
    let attempts = 0;
    for (const address of addresses) {
      const door: Door = doors[expectationOf(address).door];
      for (const who of strangers) {
        const wanted = door[who];
        if (wanted === undefined) continue;
        attempts += 1;
        const response = await ask(world, address, world.callers[who]);
        wrong.push(...faultsOf(address, response).map((fault) => `${address} ${who}: ${fault}`));
        const got = await outcomeOf(response);
        if (got !== wanted) wrong.push(`${address} ${who}: ${got}, not ${wanted}`);
      }
    }
    Object.assign(task.meta, { figures: { addresses: addresses.length, attempts } });
    expect(wrong).toEqual([]);
    expect(await world.kept()).toEqual(before);
  });

  test("[AB2] tells nobody who is kept out of a conversation anything of it, also where they may ask", async () => {
    const { conversation, customer } = world.ids;
    const secrets = ["Only the team sees this", "A picture", conversation, customer];
    const gets = addresses.filter((address) => address.startsWith("GET ") && !expectationOf(address).socket);
    const said = async (address: string, who: Who) => {
      const answer = await ask(world, address, world.callers[who]);
      const text = await answer.text();
      return secrets.some((each) => text.includes(each));
    };
    const told: string[] = [];
    const wrong: string[] = [];
    await soon(async () => expect(await said("GET /api/search", "owner")).toBe(true));
    for (const address of gets) {
      if (await said(address, "owner")) told.push(address);
      for (const who of strangers) if (await said(address, who)) wrong.push(`${address} ${who}`);
    }
    expect(wrong).toEqual([]);
    // Who may is told: there is something to keep from the others.
    expect(told).toEqual(
      expect.arrayContaining([
        ...["GET /api/conversations", "GET /api/conversations/:id/transcript", "GET /api/search"],
        ...["GET /api/customers/:id/conversations", "GET /api/backup/conversations/:id"],
      ]),
    );
  });

  test("[AB3] that changes something, and every socket, refuses pages of other origins, whoever is signed in", async () => {
    const before = await world.kept();
    const wrong: string[] = [];
    // Who signs what they say comes from no page at all.
    const shut = addresses.filter(
      (address) =>
        !address.startsWith("POST /webhooks/") && (!address.startsWith("GET ") || expectationOf(address).socket),
    );
    for (const address of shut) {
      for (const origin of ["https://evil.test", "null", "https://fala.test.evil.test", "http://fala.test"]) {
        const answer = await ask(world, address, world.callers[rightful(expectationOf(address))], { origin });
        const got = await codeOf(answer);
        if (got !== "origin_foreign") wrong.push(`${address} from ${origin}: ${got}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await world.kept()).toEqual(before);
  });

  test("[AB4] answers who may, in the right form and with the right headers", async () => {
    const wrong: string[] = [];
    for (const address of addresses) {
      const row = expectationOf(address);
      const response = await ask(world, address, world.callers[rightful(row)]);
      wrong.push(...faultsOf(address, response).map((fault) => `${address}: ${fault}`));
      if (response.status !== row.answers)
        wrong.push(
          `${address}: ${response.status}, not ${row.answers}: ${response.webSocket ? "" : await response.clone().text()}`,
        );
      response.webSocket?.accept();
      response.webSocket?.close(1000);
    }
    expect(wrong).toEqual([]);
  });
});
