import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { deploy } from "./deployment.ts";
import { root, run } from "./run.ts";

/**
 * `npm run deploy`: to the account that wrangler is signed in to. `-- --preview`: a second deployment with data of its own, for
 * trying a release out. `-- --dry-run`: builds and checks all of it, offline. `-- --new-setup-token`: where the first one got lost.
 */
const asked = new Set(process.argv.slice(2));
const suffix = asked.has("--preview") ? "-preview" : "";
const outdir = ".cache/deploy";

/** The same Worker with names of its own. Made from wrangler.toml, so that it never lacks what that has. */
function configured(): string[] {
  if (suffix === "") return [];
  const config = readFileSync(join(root, "wrangler.toml"), "utf8");
  const named = config.replaceAll(/^(name|database_name|bucket_name) = "(.+)"$/gm, `$1 = "$2${suffix}"`);
  writeFileSync(join(root, "wrangler.preview.toml"), named);
  return ["--config", "wrangler.preview.toml"];
}

async function bundled(config: string[]): Promise<void> {
  rmSync(join(root, outdir), { recursive: true, force: true });
  const { ok, output } = await run(["wrangler", "deploy", "--dry-run", "--outdir", outdir, ...config]);
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
  const config = configured();
  await build({ always: true });
  await bundled(config);
  if (!asked.has("--dry-run")) {
    await deploy(
      {
        wrangler: (args, { show = false } = {}) => run(["wrangler", ...args, ...config], { show }),
        contents: async () =>
          [digestOf(`${outdir}/*.js`), digestOf("dist/**"), readFileSync(join(root, "wrangler.toml"), "utf8")].join(
            "\n",
          ),
        withSecrets: async (secrets, use) => {
          const folder = mkdtempSync(join(tmpdir(), "fala-"));
          const path = join(folder, "secrets.json");
          writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
          return await use(path).finally(() => rmSync(folder, { recursive: true, force: true }));
        },
        say: (line) => console.log(line),
      },
      { suffix, newSetupToken: asked.has("--new-setup-token") },
    );
  } else console.log("Everything builds, and wrangler would deploy it. Nothing was sent anywhere.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
