import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { root } from "./run.ts";

export type SignIn = { email: string; password: string };

type Seeded = { seeded: boolean; console: SignIn };

/**
 * Fills an empty workspace with a lived-in company, once; answers how to sign in to it. The route exists only where FALA_DEMO
 * is set (undefined is answered elsewhere), and asks for the set-up token.
 */
export async function seedDemo(origin: string, setupToken: string, shopPort: number): Promise<SignIn | undefined> {
  const answer = await fetch(`${origin}/api/demo/seed`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${setupToken}`, origin },
    body: JSON.stringify({ shopOrigins: Object.values(shopOrigins(shopPort)) }),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`The demo workspace could not be made: ${await answer.text()}`);
  const { console: signIn } = (await answer.json()) as Seeded;
  return signIn;
}

type ShopModule = { serveShop: (settings: { port: number; falaOrigin: string }) => Promise<Server> };

/** Serves the demo shop in this process, on an origin of its own, as the page of a customer of Fala would be. */
export async function serveShop(
  port: number,
  falaOrigin: string,
): Promise<(ShopOrigins & { stop: () => void }) | undefined> {
  const path = join(root, "web/demo/shop-server.ts");
  if (!existsSync(path)) return undefined;
  const shop = (await import(path)) as ShopModule;
  const server = await shop.serveShop({ port, falaOrigin });
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { ...shopOrigins(port), stop };
}

/**
 * The same shop by both names of this machine, each another origin than the console's. `far` is another site as well, as in
 * life: where a browser blocks what third parties store, it does so there.
 */
type ShopOrigins = { near: string; far: string };

function shopOrigins(port: number): ShopOrigins {
  return { near: `http://localhost:${port}`, far: `http://127.0.0.1:${port}` };
}
