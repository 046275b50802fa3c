import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../.tools/build.ts";
import { endWhenAsked, freePort, isPortFree, migrate, type Product, startProduct } from "../.tools/product.ts";
import { root } from "../.tools/run.ts";
import { bundled, direct } from "./direct.ts";
import { newSecrets, writeSecrets } from "../.tools/secrets.ts";

/** Small and soon: what is looked for is whether it works. Workers run without wrangler's front then, since their times say nothing. */
export const isQuick = process.argv.includes("--quick");

type Wanted = { config?: string; name?: string; variables?: Record<string, string> };
type Known = { secrets: Record<string, string>; folder: string };

let empty: Promise<string> | null = null;

/** A folder of empty databases with all migrations: a measurement makes several companies, and each begins with a copy. */
function migrated(): Promise<string> {
  empty ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), "fala-empty-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    await migrate(folder);
    return folder;
  })();
  return empty;
}

/** The products of one measurement, with their data; all gone when it is over. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), "fala-bench-"));
  readonly #running: Product[] = [];
  readonly #nodes: ChildProcess[] = [];
  readonly #known = new Map<string, Known>();

  constructor() {
    endWhenAsked();
  }

  /**
   * Fala, or the Worker of another configuration. One that was stopped and is started again by the same name has its data still.
   * `variables` are in its `env`.
   */
  async start({ config, name = config ?? "fala", variables = {} }: Wanted = {}): Promise<Product & Known> {
    const known = this.#known.get(name) ?? {
      secrets: newSecrets(),
      folder: join(this.folder, name.replaceAll("/", "-")),
    };
    const isNew = !this.#known.has(name);
    this.#known.set(name, known);
    const envFile = `${known.folder}.env`;
    writeSecrets(envFile, { ...known.secrets, ...variables });
    if (config === undefined && isNew) {
      await build();
      cpSync(await migrated(), known.folder, { recursive: true });
    }
    const product = await startProduct({
      port: await freePort(),
      persistTo: known.folder,
      envFile,
      onReport: () => {},
      ...(config === undefined ? {} : { config }),
      ...(isQuick ? { program: [...direct, await bundled(config ?? "wrangler.toml")] } : {}),
    });
    this.#running.push(product);
    return { ...product, ...known };
  }

  /** A server of Node's that takes its port and a folder; answers where it listens, and its process. */
  async startNode(program: string): Promise<{ origin: string; pid: number }> {
    const port = await freePort();
    const folder = mkdtempSync(join(this.folder, "node-"));
    const child = spawn(process.execPath, [join(root, program), String(port), folder], { stdio: "inherit" });
    process.once("exit", () => child.kill("SIGKILL"));
    this.#nodes.push(child);
    while (await isPortFree(port)) {
      if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 };
  }

  async stop(): Promise<void> {
    for (const node of this.#nodes) node.kill("SIGKILL");
    await Promise.all(this.#running.map((product) => product.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A few at a time: what is measured is not how fast they begin. */
export async function inTurn<Made>(
  count: number,
  make: (index: number) => Promise<Made>,
  atOnce = 16,
): Promise<Made[]> {
  const made: Made[] = [];
  let index = 0;
  const work = async () => {
    while (index < count) {
      const mine = index;
      index += 1;
      made[mine] = await make(mine);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return made;
}

/** POSTs JSON as a page of Fala's own would. Throws where it is refused. */
export async function ask(
  origin: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  const answer = await fetch(origin + path, {
    method,
    headers: { origin, "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** The cookie of an agent who has signed in. */
export async function cookieOf(answer: Response): Promise<string> {
  await answer.body?.cancel();
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}

/** Node's WebSocket takes headers, which the types of browsers do not know. */
export function connect(
  address: string,
  protocols: string[] = [],
  headers: Record<string, string> = {},
): Promise<WebSocket> {
  const options: object = { protocols, headers };
  const socket: WebSocket = Reflect.construct(WebSocket, [address.replace(/^http/, "ws"), options]);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error(`no socket at ${address}`)));
  });
}
