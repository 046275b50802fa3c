import { build } from "./build.ts";
import { run } from "./run.ts";

const wrangler = (command: string, show = true) => run(["wrangler", ...command.split(" ")], { show });

async function must(command: string): Promise<void> {
  const { ok } = await wrangler(command);
  if (!ok) throw new Error(`wrangler ${command} failed; nothing after it was done.`);
}

const migrate = async () => {
  await must("d1 migrations apply DB --remote");
  await must("d1 migrations apply SEARCH --remote");
};

/**
 * New code must find the tables that it asks for, and old code must bear the new tables, so migrations go first (they only
 * ever add). Only the very first time the deployment goes first: it is what creates the databases.
 */
async function deploy(): Promise<void> {
  const { ok, output } = await wrangler("d1 list --json", false);
  if (!ok) throw new Error(`Cloudflare did not answer. Sign in with "npx wrangler login".\n${output}`);
  const exist = ["fala", "fala-search"].every((name) => output.includes(`"name": "${name}"`));
  if (exist) await migrate();
  await must("deploy");
  if (!exist) await migrate();

  const secrets = await wrangler("secret list --format json", false);
  const missing = ["FALA_SECRET", "SETUP_TOKEN"].filter((name) => !secrets.output.includes(`"${name}"`));
  if (missing.length === 0) return;
  console.log(`\nFala does not work before these secrets are set, each with 32 random bytes (openssl rand -hex 32):`);
  for (const name of missing) console.log(`  npx wrangler secret put ${name}`);
}

try {
  await build({ always: true });
  if (process.argv.includes("--dry-run")) await must("deploy --dry-run --outdir .cache/deploy");
  else await deploy();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
