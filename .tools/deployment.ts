import { createHash, randomBytes } from "node:crypto";
import type { Outcome } from "./run.ts";

/** Where the Worker keeps its data, as its wrangler.toml names it. A Deploy button writes there what was chosen, and the ids of what it made. */
export type Places = { databases: { binding: string; name: string; id: string | null }[]; buckets: string[] };

/** What a deployment needs of the machine that it runs on; a test brings an account of its own. */
export type Surroundings = {
  places: Places;
  /** Runs wrangler to its end; `show` lets it write to the terminal. */
  wrangler: (args: readonly string[], options?: { show?: boolean }) => Promise<Outcome>;
  /** Everything that would be deployed, as one text: the bundle, the assets, wrangler.toml. */
  contents: () => Promise<string>;
  /** Writes secrets where only this user can read them, calls with the path, and takes the file away again. */
  withSecrets: <T>(secrets: Record<string, string>, use: (path: string) => Promise<T>) => Promise<T>;
  say: (line: string) => void;
};

/**
 * Brings an account to what stands in this folder, from nothing or from an earlier release, and may be run again at any time. The
 * order is what keeps every moment of it right: places first; then migrations, which only ever add, so that the code that still runs
 * bears them (.tools/migrations.test.ts keeps that); then the code, together with the secrets that it cannot run without.
 * `isLogged`: others may read what is said (a build's log), so no secret is.
 */
export async function deploy(at: Surroundings, { newSetupToken = false, isLogged = false } = {}): Promise<void> {
  const must = async (args: readonly string[], show = false): Promise<string> => {
    const { ok, output } = await at.wrangler(args, { show });
    if (!ok) throw new Error(`wrangler ${args.join(" ")} failed; nothing after it was done.\n${show ? "" : output}`);
    return output;
  };

  const listed = await at.wrangler(["d1", "list", "--json"]);
  if (!listed.ok) {
    throw new Error(
      `Cloudflare did not say which databases there are. Sign in with "npx wrangler login", or give the API token the permission "D1: Edit".\n${listed.output}`,
    );
  }
  const existing = namesIn(listed.output) ?? [];
  const { databases, buckets } = at.places;
  // Before anything is made: an account has R2 only once somebody has asked for it.
  const known = await at.wrangler(["r2", "bucket", "list"]);
  if (!known.ok) {
    throw new Error(
      `Cloudflare did not say which buckets there are; nothing was made. Switch R2 on in the dashboard (Storage & databases → R2), or give the API token the permission "Workers R2 Storage: Edit".\n${known.output}`,
    );
  }
  for (const { name, id } of databases) {
    // One with an id is there, whatever it is called.
    if (id !== null || existing.includes(name)) continue;
    at.say(`Creating the database ${name} …`);
    await must(["d1", "create", name]);
  }
  for (const bucket of buckets) {
    if (hasBucket(known.output, bucket)) continue;
    at.say(`Creating the bucket ${bucket} …`);
    await must(["r2", "bucket", "create", bucket]);
  }
  for (const { binding } of databases) await must(["d1", "migrations", "apply", binding, "--remote"], true);

  const secrets = await missingSecrets(at, newSetupToken);
  const tag = createHash("sha256")
    .update(await at.contents())
    .digest("hex")
    .slice(0, 20);
  if (Object.keys(secrets).length === 0 && (await deployedTag(at)) === tag) {
    // What an earlier one may not have come to, after its code: the address, the times at which it works by itself.
    const place = addressIn(await must(["triggers", "deploy"]));
    at.say(`This is what is deployed already${place === null ? "" : `, at ${place}`}. Nothing was changed.`);
    return;
  }
  const { ok, output } = await at.withSecrets(secrets, (path) =>
    at.wrangler(["deploy", "--tag", tag, ...(Object.keys(secrets).length > 0 ? ["--secrets-file", path] : [])], {
      show: true,
    }),
  );
  if (!ok) throw new Error(undeployed(output, secrets));
  const address = addressIn(output);
  at.say("");
  at.say(`Fala is deployed${address === null ? "." : `: ${address}`}`);
  const token = secrets["SETUP_TOKEN"];
  if (token === undefined) return;
  at.say("");
  if (isLogged) {
    at.say(
      "A setup token was made, which makes the first owner. It does not stand in this log, which others may read.",
    );
    at.say("Make another one on a machine of your own: npm run deploy -- --new-setup-token");
    return;
  }
  at.say("Open it and enter this setup token. It makes the first owner, once, and is shown only now:");
  at.say(`  ${token}`);
}

/** wrangler gives a Worker its address last: code and secrets may be there without one, and then the token that was made is known to nobody. */
function undeployed(output: string, secrets: Record<string, string>): string {
  return [
    "wrangler deploy failed: what it says above has to be mended.",
    ...(/register a workers\.dev subdomain/.test(output)
      ? ["An account has its address under workers.dev once somebody has opened Workers & Pages in the dashboard."]
      : []),
    secrets["SETUP_TOKEN"] === undefined
      ? "Then run it again: npm run deploy"
      : "Then run it again, with a setup token that you see: npm run deploy -- --new-setup-token",
  ].join("\n");
}

/** Those that are not set yet, made up. The setup token comes with the first deployment only: a workspace that is set up needs none. */
async function missingSecrets(at: Surroundings, newSetupToken: boolean): Promise<Record<string, string>> {
  const { ok, output } = await at.wrangler(["secret", "list", "--format", "json"]);
  const listed = ok ? namesIn(output) : null;
  // Only where there is no Worker yet is none set. A second FALA_SECRET in the place of the first would sign everybody out for good.
  if (listed === null && !/Worker ".+" not found/.test(output))
    throw new Error(`Cloudflare did not say which secrets are set; nothing was deployed. Try again.\n${output}`);
  const set = listed ?? [];
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

/** Null where it is no list. */
function namesIn(output: string): string[] | null {
  return jsonIn<{ name?: string }[]>(output)?.flatMap(({ name }) => name ?? []) ?? null;
}

/** What wrangler prints around its JSON is none: a warning before it, `▲ [WARNING] …`, or after it. It begins and ends a line. */
function jsonIn<T>(output: string): T | null {
  const begins = [...output.matchAll(/^[[{]/gm)].map(({ index }) => index);
  const ends = [...output.matchAll(/[\]}]$/gm)].map(({ index }) => index + 1);
  for (const begin of begins) {
    for (const end of ends.toReversed()) {
      try {
        return JSON.parse(output.slice(begin, end)) as T;
      } catch {}
    }
  }
  return null;
}

function hasBucket(output: string, name: string): boolean {
  return output.split("\n").some((line) => new RegExp(`^name:\\s+${name}$`).test(line.trim()));
}

/** Where wrangler says that the Worker answers: a domain of the company's before the one that Cloudflare gives. */
export function addressIn(output: string): string | null {
  const domain = /^\s*(?:https:\/\/)?(\S+) \(custom domain\)/m.exec(output)?.[1];
  return domain === undefined ? (/https:\/\/\S+\.workers\.dev/.exec(output)?.[0] ?? null) : `https://${domain}`;
}

/**
 * The wrangler.toml of a second deployment with data of its own: other names of the Worker and of where it keeps its data and counts, and no
 * ids, which would be those of the first one's. Names of bindings stay: the code knows them.
 */
export function previewOf(config: string): string {
  return (
    config
      // The first is the Worker's own: what stands in a table comes after it.
      .replace(/^name = "(.+)"$/m, 'name = "$1-preview"')
      .replaceAll(/^(database_name|bucket_name) = "(.+)"$/gm, '$1 = "$2-preview"')
      // Counters of an account are one where their number is.
      .replaceAll(/^namespace_id = "(.+)"$/gm, 'namespace_id = "1$1"')
      .replaceAll(/^(database_id|preview_database_id) = .*\n/gm, "")
  );
}
