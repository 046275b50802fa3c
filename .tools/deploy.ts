import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unstable_readConfig } from "wrangler";
import { build } from "./build.ts";
import { deploy, type Places, previewOf } from "./deployment.ts";
import { root, run } from "./run.ts";

/**
 * `npm run deploy`: to the account that wrangler is signed in to. `-- --preview`: a second deployment with data of its own, for
 * trying a release out. `-- --dry-run`: builds and checks all of it, offline. `-- --new-setup-token`: where the first one got lost.
 */
const asked = new Set(process.argv.slice(2));
const outdir = ".cache/deploy";
const config = asked.has("--preview") ? "wrangler.preview.toml" : "wrangler.toml";

/** Made from wrangler.toml each time, so that it never lacks what that has. */
function writePreview(): void {
  writeFileSync(join(root, config), previewOf(readFileSync(join(root, "wrangler.toml"), "utf8")));
}

function places(): Places {
  const { d1_databases, r2_buckets } = unstable_readConfig({ config: join(root, config) });
  return {
    databases: d1_databases.map(({ binding, database_name = "", database_id = null }) => ({
      ...{ binding, name: database_name, id: database_id },
    })),
    buckets: r2_buckets.flatMap(({ bucket_name }) => (typeof bucket_name === "string" ? [bucket_name] : [])),
  };
}

async function bundled(): Promise<void> {
  rmSync(join(root, outdir), { recursive: true, force: true });
  const { ok, output } = await run(["wrangler", "deploy", "--dry-run", "--outdir", outdir, "--config", config]);
  if (!ok) throw new Error(`The Worker could not be bundled.\n${output}`);
}

function digestOf(pattern: string): string {
  const files = globSync(pattern, { cwd: root, withFileTypes: true }).filter((file) => file.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .toSorted()
    .map((path) => `${path.slice(root.length)} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`)
    .join("\n");
}

try {
  if (asked.has("--preview")) writePreview();
  console.log("Building …");
  // Trying it out takes what is built where that is of these sources; what is deployed is built anew.
  await build({ always: !asked.has("--dry-run") });
  await bundled();
  if (!asked.has("--dry-run")) {
    await deploy(
      {
        places: places(),
        wrangler: (args, { show = false } = {}) => run(["wrangler", ...args, "--config", config], { show }),
        contents: async () =>
          [digestOf(`${outdir}/*.js`), digestOf("dist/**"), readFileSync(join(root, config), "utf8")].join("\n"),
        withSecrets: async (secrets, use) => {
          const folder = mkdtempSync(join(tmpdir(), "fala-"));
          const path = join(folder, "secrets.json");
          writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
          return await use(path).finally(() => rmSync(folder, { recursive: true, force: true }));
        },
        say: (line) => console.log(line),
      },
      // GitHub and Cloudflare say so of their builds; the log of a public repository is public.
      { newSetupToken: asked.has("--new-setup-token"), isLogged: Boolean(process.env["CI"]) },
    );
  } else console.log("Everything builds, and wrangler would deploy it. Nothing was sent anywhere.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
