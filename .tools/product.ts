import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { withoutNoise } from "./platform-noise.ts";
import { environment, root, run } from "./run.ts";

export type Product = {
  /** Where it answers: a host name of this machine that browsers trust like https. */
  origin: string;
  /** Process id of `wrangler dev`, which leads a process group of its own. */
  pid: number;
  /** Resolves when it has ended by itself, without having been asked to. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

export type ProductSettings = {
  port: number;
  /** Where D1, R2 and the objects keep their data. */
  persistTo: string;
  /** Secrets to use in the place of .dev.vars. */
  envFile?: string;
  /** Another Worker than the product: for comparing. */
  config?: string;
  /** What serves it in the place of `wrangler dev`, by the same options. */
  program?: readonly [name: string, ...rest: string[]];
  /** Where its inspector listens; without one on any port. */
  inspectorPort?: number;
  /** Gets what the Worker and wrangler report, piece by piece. */
  onReport: (text: string) => void;
};

/** What this process has started and not asked to stop. */
const running = new Set<Product>();

/** Process groups that run. Whatever ends this process, nothing stays behind. */
const groups = new Set<number>();
process.on("exit", () => {
  for (const group of groups) signalGroup(group, "SIGKILL");
});

/** Whether somebody listens on this port of this machine already. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/**
 * Where ports are looked for: below those that systems give to connections' own ends. One of these that is not listened on yet, or not while a
 * product is killed, somebody's connection would take, or a client's that tries to come back and so reaches itself.
 */
const [lowestPort, highestPort] = [20_000, 32_000];
const given = new Set<number>();

/** A port that nobody uses at this moment, another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowestPort, highestPort);
    if (given.has(port) || !(await isPortFree(port))) continue;
    given.add(port);
    return port;
  }
}

/** Brings both local databases up to the newest migration; those that were applied before are left alone. */
export async function migrate(persistTo: string): Promise<void> {
  const { ok, output } = await run([process.execPath, "--no-warnings", join(root, ".tools/migrate.ts"), persistTo]);
  if (!ok) throw new Error(`The migrations could not be applied.\n${output}`);
}

/**
 * Serves the built product with `wrangler dev` on loopback and answers when it is healthy. Throws with what wrangler said when
 * it does not come up.
 */
export async function startProduct({
  port,
  persistTo,
  envFile,
  config,
  program: [name, ...first] = ["wrangler", "dev"],
  inspectorPort = 0,
  onReport,
}: ProductSettings): Promise<Product> {
  const options = `--ip 127.0.0.1 --port ${port} --inspector-port ${inspectorPort} --show-interactive-dev-session=false --log-level warn`;
  const child = spawn(
    name,
    [
      ...first,
      ...options.split(" "),
      "--persist-to",
      persistTo,
      ...(envFile ? ["--env-file", envFile] : []),
      ...(config ? ["--config", config] : []),
    ],
    // A group of its own: wrangler runs helpers, and all of them have to stop together.
    { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error("wrangler could not be started. Remove node_modules and start again.");

  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      if (said.length < 20_000) said += text;
      const report = withoutNoise(text);
      if (report !== "") onReport(report);
    });
  }
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const state = { running: true, asked: false };
  groups.add(pid);
  void closed.then(() => {
    state.running = false;
    // Where wrangler was killed, its workerd goes on and keeps the port.
    signalGroup(pid, "SIGKILL");
    groups.delete(pid);
  });

  const stop = async () => {
    state.asked = true;
    if (!state.running) return;
    signalGroup(pid, "SIGTERM");
    const hard = setTimeout(() => signalGroup(pid, "SIGKILL"), 5000);
    await closed;
    clearTimeout(hard);
  };

  const deadline = Date.now() + 180_000;
  while (!(await isHealthy(port))) {
    if (!state.running) throw new Error(`The local platform did not start.\n${said}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`The local platform did not answer within three minutes.\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const ended = new Promise<void>((resolve) => void closed.then(() => (state.asked ? undefined : resolve())));
  const product = { origin: `http://localhost:${port}`, pid, ended, stop };
  running.add(product);
  return product;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/** Stops, in order, every product that this process has started. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((product) => product.stop()));
}

let listens = false;

/**
 * Ends this process when somebody asks it to (Ctrl-C, kill), at whatever point it is, after the products that it has started
 * have stopped in order. Says at once that it stops: on a busy machine that takes seconds.
 */
export function endWhenAsked(): void {
  if (listens) return;
  listens = true;
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches it twice: from the terminal, and from npm.
      if (asked) return;
      asked = true;
      console.log("Stopping …");
      void stopAll().finally(() => process.exit(0));
    });
  }
}
