import { app } from "../../app.ts";
import { SUBPROTOCOL } from "../../protocol/paths.ts";
import { png } from "../sender.ts";
import { type Expectation, expectations } from "./expectations.ts";
import type { Caller, Who, World } from "./world.ts";

/** Every address of the Worker, as "<method> <path>", from the code. Middleware is no address. */
export function addressesOf(): string[] {
  return [...new Set(app.routes.filter(({ method }) => method !== "ALL").map((it) => `${it.method} ${it.path}`))];
}

/** The row of the table; throws where nobody thought about an address. */
export function expectationOf(address: string): Expectation {
  const found = expectations[address];
  if (found === undefined) throw new Error(`${address} has no expectation: add a row to expectations.ts`);
  return found;
}

function pathOf(world: World, address: string, { at = {}, query }: Expectation): string {
  const { ids } = world;
  const path = address
    .slice(address.indexOf(" ") + 1)
    .replaceAll(/\{[^/]*\}/g, "")
    .replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = at[name];
      if (value === undefined) throw new Error(`${address}: nothing stands for :${name}`);
      return typeof value === "string" ? ids[value] : value.text;
    });
  return `${path.replace("*", "nothing-here")}${query?.(world) ?? ""}`;
}

/** Asks for an address as this caller, with everything that they hold. */
export async function ask(
  world: World,
  address: string,
  caller: Caller,
  more: Record<string, string> = {},
): Promise<Response> {
  const row = expectationOf(address);
  const method = address.slice(0, address.indexOf(" "));
  const bearer = caller.token === undefined || row.socket ? {} : { authorization: `Bearer ${caller.token}` };
  for (const [name, value] of caller.cookies ?? []) caller.browser.cookies.set(name, value);
  const json = row.body === undefined ? null : JSON.stringify(row.body(world));
  return await caller.browser.send(method, pathOf(world, address, row), row.bytes ? png : json, {
    ...(row.socket ? socketHeaders(caller) : bearer),
    // What a navigation says: the console's page is for those.
    ...(address === "GET /*" ? { "sec-fetch-mode": "navigate" } : {}),
    ...more,
  });
}

function socketHeaders({ token, key }: Caller): Record<string, string> {
  const protocols = [SUBPROTOCOL, token, key].filter((each) => each !== undefined);
  return { upgrade: "websocket", "sec-websocket-protocol": protocols.join(", ") };
}

/** Who may, and so shows that the address exists. */
export const rightful = (row: Expectation): Who => {
  if (row.as !== undefined) return row.as;
  if (["customers", "customersOwn", "participants", "ownConversation"].includes(row.door)) return "customer";
  return row.door === "teamHere" ? "agent" : row.door === "everybody" ? "nobody" : "owner";
};
