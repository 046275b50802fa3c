import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../.tools/run.ts";

/**
 * Writes the product's own wrangler.toml once more with the bench's entry in the place of the product's, and answers where. Names and
 * bindings stay, so that both run on the same storage.
 */
export function writeFaultyConfig(): string {
  const folder = join(root, ".cache/faults");
  const product = readFileSync(join(root, "wrangler.toml"), "utf8");
  const changes: [from: string, to: string][] = [
    ['main = "worker/index.ts"', 'main = "../../bench/faults/product/entry.ts"'],
    ['directory = "dist"', 'directory = "../../dist"'],
    ['compatibility_flags = ["nodejs_compat"]', 'compatibility_flags = ["nodejs_compat", "unsafe_module"]'],
  ];
  const faulty = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`wrangler.toml has no line ${from} any more: faulty-config.ts`);
    return text.replace(from, to);
  }, product);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "wrangler.toml");
  writeFileSync(path, faulty);
  return path;
}
