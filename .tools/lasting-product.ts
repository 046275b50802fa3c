import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { type Product, type ProductSettings, startProduct } from "./product.ts";
import { root } from "./run.ts";

/** What the Worker is made of. */
const sources = ["worker", "wrangler.toml"].map((path) => join(root, path));

/** Files of one checkout change within moments of each other. */
const settledMs = 500;

/**
 * The product for somebody who works on it. `wrangler dev` bears a source that cannot be built, but ends by itself where one throws while
 * it loads, and so in the middle of a rebase: then it is started again, at once and after each change until it runs, on the same port.
 * Rejects, as `startProduct` does, only where it does not come up for the first time.
 */
export async function startLasting(settings: ProductSettings, watched: string[] = sources): Promise<Product> {
  const product = await startProduct(settings);
  void keep(product, settings, watched);
  return product;
}

async function keep(first: Product, settings: ProductSettings, watched: string[]): Promise<void> {
  for (let product = first; ;) {
    await product.ended;
    settings.onReport("The local platform ended by itself; its last words stand above. Starting it again …\n");
    product = await startAgain(settings, watched);
    settings.onReport("The local platform runs again.\n");
  }
}

async function startAgain(settings: ProductSettings, watched: string[]): Promise<Product> {
  for (;;) {
    // Before it is tried, so that what changes meanwhile is not missed.
    const changed = change(watched);
    try {
      return await startProduct(settings);
    } catch {
      // What it said was reported when it said it.
      settings.onReport("It does not run with the sources as they are. It is tried again when one of them changes.\n");
      await changed.seen;
    } finally {
      changed.stop();
    }
  }
}

/** `seen` resolves a moment after the last of the first changes. */
function change(paths: string[]): { seen: Promise<void>; stop: () => void } {
  const watchers: FSWatcher[] = [];
  let settled: NodeJS.Timeout | undefined;
  const seen = new Promise<void>((resolve) => {
    for (const path of paths.filter((each) => existsSync(each))) {
      const watcher = watch(path, { recursive: true }, () => {
        clearTimeout(settled);
        settled = setTimeout(resolve, settledMs);
      });
      // A folder that is taken away: others say that something changed.
      watcher.on("error", () => {});
      watchers.push(watcher);
    }
  });
  return {
    seen,
    stop: () => {
      clearTimeout(settled);
      for (const watcher of watchers) watcher.close();
    },
  };
}
