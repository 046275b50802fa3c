import { beforeAll, describe, expect, test, vi } from "vitest";
import { app } from "../../app.ts";
import { SUBPROTOCOL } from "../../protocol/paths.ts";
import { png } from "../sender.ts";
import { type Door, doors, type Expectation, expectations } from "./expectations.ts";
import { faultsOf } from "./headers.ts";
import { buildWorld, type Caller, codeOf, strangers, type Who, type World } from "./world.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Every address of the Worker, as "<method> <path>", from the code. Middleware is no address. */
const addresses = [
  ...new Set(app.routes.filter(({ method }) => method !== "ALL").map((it) => `${it.method} ${it.path}`)),
];

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

function expectationOf(address: string): Expectation {
  const found = expectations[address];
  if (found === undefined) throw new Error(`${address} has no expectation: add a row to expectations.ts`);
  return found;
}

function pathOf(address: string, { at = {}, query }: Expectation): string {
  const path = address
    .slice(address.indexOf(" ") + 1)
    .replace(/\{[^/]*\}$/, "")
    .replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = at[name];
      if (value === undefined) throw new Error(`${address}: nothing stands for :${name}`);
      return typeof value === "string" ? world.ids[value] : value.text;
    });
  return `${path.replace("*", "nothing-here")}${query?.(world) ?? ""}`;
}

async function ask(address: string, caller: Caller, more: Record<string, string> = {}): Promise<Response> {
  const row = expectationOf(address);
  const method = address.slice(0, address.indexOf(" "));
  const bearer = caller.token === undefined || row.socket ? {} : { authorization: `Bearer ${caller.token}` };
  for (const [name, value] of caller.cookies ?? []) caller.browser.cookies.set(name, value);
  const json = row.body === undefined ? null : JSON.stringify(row.body(world));
  return await caller.browser.send(method, pathOf(address, row), row.bytes ? png : json, {
    ...(row.socket ? socketHeaders(caller) : bearer),
    // What a navigation says: the console's page is for those.
    ...(address === "GET /*" ? { "sec-fetch-mode": "navigate" } : {}),
    ...more,
  });
}

function socketHeaders({ token }: Caller): Record<string, string> {
  const protocols = [SUBPROTOCOL, ...(token === undefined ? [] : [token])];
  return { upgrade: "websocket", "sec-websocket-protocol": protocols.join(", ") };
}

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

const rightful = (row: Expectation): Who => {
  if (row.as !== undefined) return row.as;
  if (["customers", "customersOwn", "participants", "ownConversation"].includes(row.door)) return "customer";
  return row.door === "teamHere" ? "agent" : row.door === "everybody" ? "nobody" : "owner";
};

describe("every address", () => {
  test("[AB1] has an expectation, and every expectation an address", () => {
    expect(Object.keys(expectations).toSorted()).toEqual(addresses.toSorted());
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
        const response = await ask(address, world.callers[who]);
        wrong.push(...faultsOf(address, response).map((fault) => `${address} ${who}: ${fault}`));
        const got = await outcomeOf(response);
        if (got !== wanted) wrong.push(`${address} ${who}: ${got}, not ${wanted}`);
      }
    }
    Object.assign(task.meta, { figures: { addresses: addresses.length, attempts } });
    expect(wrong).toEqual([]);
    expect(await world.kept()).toEqual(before);
  });

  test("[AB3] that changes something, and every socket, refuses pages of other origins, whoever is signed in", async () => {
    const before = await world.kept();
    const wrong: string[] = [];
    const shut = addresses.filter((address) => !address.startsWith("GET ") || expectationOf(address).socket);
    for (const address of shut) {
      for (const origin of ["https://evil.test", "null", "https://fala.test.evil.test", "http://fala.test"]) {
        const answer = await ask(address, world.callers[rightful(expectationOf(address))], { origin });
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
      const response = await ask(address, world.callers[rightful(row)]);
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
