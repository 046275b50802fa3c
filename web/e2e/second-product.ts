import type { Server } from "node:http";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveShop } from "../demo/shop-server.ts";
import { freePort, migrate, startProduct } from "../../.tools/product.ts";
import { newSecrets, writeSecrets } from "../../.tools/secrets.ts";

export type FreshProduct = {
  origin: string;
  setupToken: string;
  /** Serves the shop with the site that was set up, where it was said to be. */
  opensAShop: (siteKey: string) => Promise<void>;
  /** Ends it and starts it again on what it has kept, as a deployment or `npm start` on another day does. */
  restarts: () => Promise<void>;
  /** Where the shop will be: to be named in the set-up. */
  shop: string;
  stop: () => Promise<void>;
};

/** The same build as a deployment that nobody has set up yet: no workspace, no agents, nothing that rings. */
export async function startFreshProduct(): Promise<FreshProduct> {
  const folder = mkdtempSync(join(tmpdir(), "fala-e2e-fresh-"));
  const persistTo = join(folder, "state");
  const envFile = join(folder, "secrets.env");
  const secrets = newSecrets();
  writeSecrets(envFile, secrets);
  // Migrated and empty, as product.setup.ts left it: that takes seconds.
  const empty = process.env["FALA_EMPTY_STATE"];
  if (empty) cpSync(empty, persistTo, { recursive: true });
  else await migrate(persistTo);
  const start = async (port: number) =>
    await startProduct({ port, persistTo, envFile, onReport: (text) => process.stdout.write(text) });
  const port = await freePort();
  let product = await start(port);
  const shopPort = await freePort();
  let shop: Server | undefined;
  return {
    origin: product.origin,
    setupToken: secrets["SETUP_TOKEN"] ?? "",
    shop: `http://localhost:${shopPort}`,
    opensAShop: async (siteKey) => {
      shop = await serveShop({ port: shopPort, falaOrigin: product.origin, siteKey });
    },
    restarts: async () => {
      await product.stop();
      product = await start(port);
    },
    stop: async () => {
      shop?.closeAllConnections();
      shop?.close();
      await product.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
