import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Our own Node, wrangler, vite … before those of the machine, and none of them asks or reports anything. */
export const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  // Else it asks Cloudflare where this machine is, and warns when it cannot.
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  // Else it records a trace of every event, SQL statement and fetch, and holds up the product meanwhile.
  X_LOCAL_OBSERVABILITY: "false",
  X_LOCAL_EXPLORER: "false",
  CI: "1",
  NO_COLOR: "1",
};

export type Outcome = { ok: boolean; code: number | null; output: string; seconds: number };

/**
 * Runs one tool to its end. `show` lets it write to this terminal while it runs; else its output (both streams, in order
 * of arrival) is only collected.
 */
export async function run(command: string[], { show = false, env = {} as NodeJS.ProcessEnv } = {}): Promise<Outcome> {
  const started = performance.now();
  const [name = "", ...rest] = command;
  const child = spawn(name, rest, { cwd: root, env: { ...environment, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      output += text;
      if (show) process.stdout.write(text);
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(null);
    });
    child.once("close", resolve);
  });
  return { ok: code === 0, code, output, seconds: (performance.now() - started) / 1000 };
}
