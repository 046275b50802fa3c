import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addressIn, deploy, previewOf, type Surroundings } from "./deployment.ts";
import { root } from "./run.ts";

/** An account of Cloudflare's that answers as wrangler does, and writes down what changed it. */
class Account {
  readonly databases = new Set<string>();
  readonly buckets = new Set<string>();
  readonly secrets = new Set<string>();
  readonly changes: string[] = [];
  readonly said: string[] = [];
  tag: string | null = null;
  contents = "release 1";
  /** The command that fails, by its first words. */
  fails = "";
  /** What wrangler says where the code is there and its address is not to be had. */
  hasNoAddress = "";

  readonly at: Surroundings = {
    places: {
      databases: [
        { binding: "DB", name: "fala", id: null },
        { binding: "SEARCH", name: "fala-search", id: null },
      ],
      buckets: ["fala-files"],
    },
    wrangler: async (args) => {
      const command = args.join(" ");
      if (this.fails !== "" && command.startsWith(this.fails)) return this.#answer(false, "no");
      return this.#run(args, command);
    },
    contents: async () => this.contents,
    withSecrets: async (secrets, use) => {
      for (const name of Object.keys(secrets)) this.secrets.add(name);
      return await use("/tmp/secrets.json");
    },
    say: (line) => void this.said.push(line),
  };

  #answer(ok: boolean, output: string) {
    return { ok, code: ok ? 0 : 1, output, seconds: 0 };
  }

  #run(args: readonly string[], command: string) {
    const last = args.at(-1) ?? "";
    if (command === "d1 list --json")
      return this.#answer(true, JSON.stringify([...this.databases].map((name) => ({ name }))));
    if (command === "r2 bucket list")
      return this.#answer(true, [...this.buckets].map((name) => `name:           ${name}\n`).join(""));
    if (command === "secret list --format json") {
      if (this.tag === null)
        return this.#answer(false, '✘ [ERROR] Worker "fala" not found.\n\nIf this is a new Worker, …');
      return this.#answer(
        true,
        `▲ [WARNING] Something is old\n\n${JSON.stringify([...this.secrets].map((name) => ({ name, type: "secret_text" })))}\n[end]`,
      );
    }
    if (command === "deployments status --json") {
      return this.tag === null
        ? this.#answer(false, "none")
        : this.#answer(true, JSON.stringify({ versions: [{ version_id: "v1", percentage: 100 }] }));
    }
    if (command.startsWith("versions view"))
      return this.#answer(true, JSON.stringify({ annotations: { "workers/tag": this.tag } }));
    this.changes.push(command.replace(/--tag \S+/, "--tag T"));
    if (command.startsWith("d1 create")) this.databases.add(last);
    if (command.startsWith("r2 bucket create")) this.buckets.add(last);
    if (command.startsWith("deploy")) this.tag = args[2] ?? null;
    if (/^(deploy|triggers)/.test(command) && this.hasNoAddress !== "") return this.#answer(false, this.hasNoAddress);
    return this.#answer(true, "Deployed fala triggers\n  https://fala.acme.workers.dev\n");
  }
}

const migrations = ["d1 migrations apply DB --remote", "d1 migrations apply SEARCH --remote"];

describe("npm run deploy", () => {
  test("on a fresh account makes what is missing, then the tables, then the code with its secrets; says where and how to begin", async () => {
    const account = new Account();
    await deploy(account.at);
    expect(account.changes).toEqual([
      ...["d1 create fala", "d1 create fala-search", "r2 bucket create fala-files", ...migrations],
      "deploy --tag T --secrets-file /tmp/secrets.json",
    ]);
    expect([...account.secrets]).toEqual(["FALA_SECRET", "SETUP_TOKEN"]);
    expect(account.said.join("\n")).toMatch(/https:\/\/fala\.acme\.workers\.dev[^]*setup token[^]*[0-9a-f]{32}$/);
    expect(account.said.join("\n")).not.toMatch(/[0-9a-f]{64}/);
  });

  test("run again changes nothing: no place, no secret, no version", async () => {
    const account = new Account();
    await deploy(account.at);
    account.changes.length = 0;
    account.said.length = 0;
    await deploy(account.at);
    // Which apply nothing where nothing is new.
    expect(account.changes).toEqual([...migrations, "triggers deploy"]);
    expect(account.said.join("\n")).toMatch(/already, at https:\/\/fala\.acme\.workers\.dev/);
    expect(account.said.join("\n")).not.toMatch(/token/);
  });

  test("of a new release brings its tables before its code, and leaves the secrets alone", async () => {
    const account = new Account();
    await deploy(account.at);
    account.changes.length = 0;
    account.contents = "release 2";
    await deploy(account.at);
    expect(account.changes).toEqual([...migrations, "deploy --tag T"]);
  });

  test("goes on where an earlier one was cut short", async () => {
    const account = new Account();
    account.fails = "deploy";
    await expect(deploy(account.at)).rejects.toThrow("wrangler deploy failed");
    account.fails = "";
    account.changes.length = 0;
    account.secrets.clear();
    await deploy(account.at);
    expect(account.changes).toEqual([...migrations, "deploy --tag T --secrets-file /tmp/secrets.json"]);
  });

  test.each(["d1 create", "r2 bucket create", "d1 migrations apply DB", "d1 migrations apply SEARCH"])(
    "stops where %s fails: no code without its tables",
    async (fails) => {
      const account = new Account();
      account.fails = fails;
      await expect(deploy(account.at)).rejects.toThrow(`wrangler ${fails}`);
      expect(account.changes.filter((change) => change.startsWith("deploy"))).toEqual([]);
    },
  );

  test("makes no second FALA_SECRET where Cloudflare does not say which secrets there are", async () => {
    const account = new Account();
    await deploy(account.at);
    account.changes.length = 0;
    account.contents = "release 2";
    account.fails = "secret list";
    await expect(deploy(account.at)).rejects.toThrow("which secrets are set");
    expect(account.changes).toEqual(migrations);
  });

  test("on an account without an address under workers.dev says what to do, and finds nothing deployed until it has one", async () => {
    const account = new Account();
    account.hasNoAddress = "▲ [WARNING] You need to register a workers.dev subdomain before publishing to workers.dev";
    await expect(deploy(account.at)).rejects.toThrow(/opened Workers & Pages[^]*--new-setup-token$/);
    await expect(deploy(account.at)).rejects.toThrow("triggers deploy");
    account.hasNoAddress = "";
    account.changes.length = 0;
    await deploy(account.at, { newSetupToken: true });
    expect(account.changes).toEqual([...migrations, "deploy --tag T --secrets-file /tmp/secrets.json"]);
    expect(account.said.join("\n")).toMatch(/https:\/\/fala\.acme\.workers\.dev[^]*setup token[^]*[0-9a-f]{32}$/);
  });

  test("says what to do on an account without R2, before it makes anything", async () => {
    const account = new Account();
    account.fails = "r2 bucket list";
    await expect(deploy(account.at)).rejects.toThrow("Switch R2 on");
    expect(account.changes).toEqual([]);
  });

  test("says what to do where nobody is signed in to Cloudflare", async () => {
    const account = new Account();
    account.fails = "d1 list";
    await expect(deploy(account.at)).rejects.toThrow("npx wrangler login");
  });

  test("makes a new setup token where that is asked for", async () => {
    const account = new Account();
    await deploy(account.at);
    account.said.length = 0;
    await deploy(account.at, { newSetupToken: true });
    expect(account.said.join("\n")).toMatch(/setup token[^]*[0-9a-f]{32}$/);
  });

  test("writes no setup token into a build's log, which others may read, and says how to get one", async () => {
    const account = new Account();
    await deploy(account.at, { isLogged: true });
    expect([...account.secrets]).toContain("SETUP_TOKEN");
    expect(account.said.join("\n")).toContain("npm run deploy -- --new-setup-token");
    expect(account.said.join("\n")).not.toMatch(/[0-9a-f]{32}/);
  });

  test("makes no second place beside those that a Deploy button has made by other names", async () => {
    const account = new Account();
    account.at.places = {
      databases: [
        { binding: "DB", name: "acme-chat", id: "1b9d6bcd" },
        { binding: "SEARCH", name: "acme-words", id: "9b1deb4d" },
      ],
      buckets: ["acme-files"],
    };
    account.buckets.add("acme-files");
    await deploy(account.at);
    expect(account.changes).toEqual([...migrations, "deploy --tag T --secrets-file /tmp/secrets.json"]);
  });
});

test("a preview has a name and places of its own, no id of the other's, and the same bindings", () => {
  const real = readFileSync(join(root, "wrangler.toml"), "utf8");
  const provisioned = real.replace('database_name = "fala"', 'database_name = "fala"\ndatabase_id = "1b9d6bcd"');
  const lines = real.split("\n");
  const changed = previewOf(provisioned)
    .split("\n")
    .filter((line) => !lines.includes(line));
  expect(changed).toEqual([
    'name = "fala-preview"',
    'database_name = "fala-preview"',
    'database_name = "fala-search-preview"',
    'bucket_name = "fala-files-preview"',
    'namespace_id = "14001"',
    'namespace_id = "14002"',
  ]);
  expect(previewOf(provisioned).split("\n")).toHaveLength(lines.length);
});

test.each([
  ["  https://fala.acme.workers.dev\n", "https://fala.acme.workers.dev"],
  ["  https://fala.acme.workers.dev\n  chat.acme.com (custom domain)\n", "https://chat.acme.com"],
  ["Uploaded fala\n", null],
])("reads where it is deployed from %j", (output, address) => {
  expect(addressIn(output)).toBe(address);
});
