import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { root, run } from "../.tools/run.ts";

/** What `startProduct` runs in the place of `wrangler dev`. */
export const direct: [string, ...string[]] = [process.execPath, "--no-warnings", join(root, "bench/direct.ts")];

/** Bundles the Worker of a configuration as `wrangler deploy` does, and answers where it stands. */
export async function bundle(config: string, folder: string): Promise<string> {
  const { ok, output } = await run(["wrangler", "deploy", "--dry-run", "--config", config, "--outdir", folder]);
  if (!ok) throw new Error(`The Worker could not be bundled.\n${output}`);
  const main = readdirSync(folder).find((name) => name.endsWith(".js"));
  if (main === undefined) throw new Error(`There is no Worker in ${folder}.`);
  return join(folder, main);
}

/**
 * As a program: the bundled Worker as `wrangler dev` runs it, in the same workerd and on the same storage, by the options of `wrangler
 * dev` and what `bundle` answered, but without what wrangler puts before it. That is a second workerd, which holds six open files for each
 * client and dies of 5,000 of them before the product has met them.
 */
if (import.meta.main) {
  const text = { type: "string", default: "" } as const;
  const options = { port: text, config: text, "persist-to": text, "env-file": text };
  const { values, positionals } = parseArgs({ options, strict: false, allowPositionals: true });
  const said = (name: keyof typeof options) => String(values[name] ?? "");
  const { modulesRules: _, ...worker } = unstable_getMiniflareWorkerOptions(
    said("config") || join(root, "wrangler.toml"),
  ).workerOptions;
  const variables = parseEnv(readFileSync(said("env-file"), "utf8"));
  const bindings = Object.fromEntries(Object.entries(variables).map(([name, value = ""]) => [name, value]));
  const main = resolve(positionals[0] ?? "");
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...{ host: "127.0.0.1", port: Number(said("port")), cf: false, logRequests: false },
      resourcePersistencePath: join(said("persist-to"), "v3"),
      workers: [
        {
          ...worker,
          name: "fala",
          modules: [{ type: "ESModule", path: main }],
          modulesRoot: dirname(main),
          bindings,
        },
      ],
    }),
  );
  await miniflare.ready;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void miniflare.dispose().finally(() => process.exit(0)));
}
