import { createHash, randomBytes } from "node:crypto";
import type { Outcome } from "./run.ts";

/** What a deployment needs of the machine that it runs on; a test brings an account of its own. */
export type Surroundings = {
  /** Runs wrangler to its end; `show` lets it write to the terminal. */
  wrangler: (args: readonly string[], options?: { show?: boolean }) => Promise<Outcome>;
  /** Everything that would be deployed, as one text: the bundle, the assets, wrangler.toml. */
  contents: () => Promise<string>;
  /** Writes secrets where only this user can read them, calls with the path, and takes the file away again. */
  withSecrets: <T>(secrets: Record<string, string>, use: (path: string) => Promise<T>) => Promise<T>;
  say: (line: string) => void;
};

/** Names of wrangler.toml; `suffix` is "" or "-preview". */
const databases = [
  { binding: "DB", name: "fala" },
  { binding: "SEARCH", name: "fala-search" },
] as const;
const bucket = "fala-files";

/**
 * Brings an account to what stands in this folder, from nothing or from an earlier release, and may be run again at any time. The
 * order is what keeps every moment of it right: places first; then migrations, which only ever add, so that the code that still runs
 * bears them (.tools/migrations.test.ts keeps that); then the code, together with the secrets that it cannot run without.
 */
export async function deploy(at: Surroundings, { suffix = "", newSetupToken = false } = {}): Promise<void> {
  const must = async (args: readonly string[], show = false): Promise<string> => {
    const { ok, output } = await at.wrangler(args, { show });
    if (!ok) throw new Error(`wrangler ${args.join(" ")} failed; nothing after it was done.\n${show ? "" : output}`);
    return output;
  };

  const listed = await at.wrangler(["d1", "list", "--json"]);
  if (!listed.ok) throw new Error(`Cloudflare did not answer. Sign in with "npx wrangler login".\n${listed.output}`);
  const existing = namesIn(listed.output);
  for (const { name } of databases) {
    if (existing.includes(name + suffix)) continue;
    at.say(`Creating the database ${name + suffix} …`);
    await must(["d1", "create", name + suffix]);
  }
  if (!hasBucket(await must(["r2", "bucket", "list"]), bucket + suffix)) {
    at.say(`Creating the bucket ${bucket + suffix} …`);
    await must(["r2", "bucket", "create", bucket + suffix]);
  }
  for (const { binding } of databases) await must(["d1", "migrations", "apply", binding, "--remote"], true);

  const secrets = await missingSecrets(at, newSetupToken);
  const tag = createHash("sha256")
    .update(await at.contents())
    .digest("hex")
    .slice(0, 20);
  if (Object.keys(secrets).length === 0 && (await deployedTag(at)) === tag) {
    at.say("This is what is deployed already. Nothing was changed.");
    return;
  }
  const output = await at.withSecrets(secrets, (path) =>
    must(["deploy", "--tag", tag, ...(Object.keys(secrets).length > 0 ? ["--secrets-file", path] : [])], true),
  );
  const address = addressIn(output);
  at.say("");
  at.say(`Fala is deployed${address === null ? "." : `: ${address}`}`);
  const token = secrets["SETUP_TOKEN"];
  if (token === undefined) return;
  at.say("");
  at.say("Open it and enter this setup token. It makes the first owner, once, and is shown only now:");
  at.say(`  ${token}`);
}

/** Those that are not set yet, made up. The setup token comes with the first deployment only: a workspace that is set up needs none. */
async function missingSecrets(at: Surroundings, newSetupToken: boolean): Promise<Record<string, string>> {
  // Fails where there is no Worker yet: then none is set.
  const { ok, output } = await at.wrangler(["secret", "list", "--format", "json"]);
  const set = ok ? namesIn(output) : [];
  const isFirst = !set.includes("FALA_SECRET");
  return {
    ...(isFirst ? { FALA_SECRET: randomBytes(32).toString("hex") } : {}),
    ...(isFirst || newSetupToken ? { SETUP_TOKEN: randomBytes(16).toString("hex") } : {}),
  };
}

/** The tag of the version that all requests go to; null where there is none, or where two share them. */
async function deployedTag(at: Surroundings): Promise<string | null> {
  const status = await at.wrangler(["deployments", "status", "--json"]);
  const { versions } = jsonIn<{ versions?: { version_id: string }[] }>(status.output) ?? {};
  const [only, ...others] = versions ?? [];
  if (!status.ok || only === undefined || others.length > 0) return null;
  const version = await at.wrangler(["versions", "view", only.version_id, "--json"]);
  const found = jsonIn<{ annotations?: Record<string, string> }>(version.output);
  return found?.annotations?.["workers/tag"] ?? null;
}

function namesIn(output: string): string[] {
  return (jsonIn<{ name?: string }[]>(output) ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** What wrangler prints around its JSON is none. */
function jsonIn<T>(output: string): T | null {
  const start = output.search(/[[{]/);
  const end = Math.max(output.lastIndexOf("]"), output.lastIndexOf("}"));
  try {
    return JSON.parse(output.slice(start, end + 1)) as T;
  } catch {
    return null;
  }
}

function hasBucket(output: string, name: string): boolean {
  return output.split("\n").some((line) => new RegExp(`^name:\\s+${name}$`).test(line.trim()));
}

/** Where wrangler says that the Worker answers: a domain of the company's before the one that Cloudflare gives. */
export function addressIn(output: string): string | null {
  const domain = /^\s*(?:https:\/\/)?(\S+) \(custom domain\)/m.exec(output)?.[1];
  return domain === undefined ? (/https:\/\/\S+\.workers\.dev/.exec(output)?.[0] ?? null) : `https://${domain}`;
}
