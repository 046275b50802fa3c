import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import type { Unstable_MiniflareWorkerOptions } from "wrangler";
import { root, run } from "../.tools/run.ts";

type WorkerOptions = Omit<Unstable_MiniflareWorkerOptions["workerOptions"], "modulesRules">;

/** What `startProduct` runs in the place of `wrangler dev`. */
export const direct: [string, ...string[]] = [process.execPath, "--no-warnings", join(root, "bench/direct.ts")];

const bundles = new Map<string, Promise<string>>();

/**
 * Bundles the Worker of a configuration as `wrangler deploy` does, and answers where it stands, with what wrangler would tell Miniflare
 * of it beside it: once, for as long as this process lives.
 */
export function bundled(config: string): Promise<string> {
  const known = bundles.get(config) ?? bundle(config);
  bundles.set(config, known);
  return known;
}

const optionsFile = "options.json";

async function bundle(config: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "fala-bundle-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  // Here, and only what it answers in the program below: wrangler takes a second to load.
  const [{ ok, output }, { unstable_getMiniflareWorkerOptions }] = await Promise.all([
    run(["wrangler", "deploy", "--dry-run", "--config", config, "--outdir", folder]),
    import("wrangler"),
  ]);
  if (!ok) throw new Error(`The Worker could not be bundled.\n${output}`);
  const main = readdirSync(folder).find((name) => name.endsWith(".js"));
  if (main === undefined) throw new Error(`There is no Worker in ${folder}.`);
  const { modulesRules: _, ...worker } = unstable_getMiniflareWorkerOptions(resolve(root, config)).workerOptions;
  writeFileSync(join(folder, optionsFile), JSON.stringify(worker));
  return join(folder, main);
}

/**
 * As a program: the bundled Worker as `wrangler dev` runs it, in the same workerd and on the same storage, by the options of `wrangler
 * dev` and what `bundled` answered, but without what wrangler puts before it. That is a second workerd, which holds six open files for each
 * client and dies of 5,000 of them before the product has met them.
 */
if (import.meta.main) {
  const { convertV4MiniflareOptions, Miniflare } = await import("miniflare");
  const text = { type: "string", default: "" } as const;
  const options = { port: text, "persist-to": text, "env-file": text, "inspector-port": text };
  const { values, positionals } = parseArgs({ options, strict: false, allowPositionals: true });
  const said = (name: keyof typeof options) => String(values[name] ?? "");
  const variables = parseEnv(readFileSync(said("env-file"), "utf8"));
  const bindings = Object.fromEntries(Object.entries(variables).map(([name, value = ""]) => [name, value]));
  const main = resolve(positionals[0] ?? "");
  const modulesRoot = dirname(main);
  const worker = JSON.parse(readFileSync(join(modulesRoot, optionsFile), "utf8")) as WorkerOptions;
  const inspectorPort = Number(said("inspector-port"));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...{ host: "127.0.0.1", port: Number(said("port")), cf: false, logRequests: false },
      ...(inspectorPort > 0 ? { inspectorPort } : {}),
      resourcePersistencePath: join(said("persist-to"), "v3"),
      workers: [{ ...worker, name: "fala", modules: [{ type: "ESModule", path: main }], modulesRoot, bindings }],
    }),
  );
  await miniflare.ready;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void miniflare.dispose().finally(() => process.exit(0)));
}
