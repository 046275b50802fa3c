import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { freePort } from "./product.ts";
import { root } from "./run.ts";

/** Node's exit code and what it said, of a script that must end by itself. */
function run(
  folder: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += String(text)));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, said: said.trim() }));
  });
}

const folder = mkdtempSync(join(tmpdir(), "fala-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone in which nothing is installed. */
function clone(name: string): string {
  const made = join(folder, name);
  mkdirSync(join(made, ".tools"), { recursive: true });
  for (const file of ["start.mjs", "own-node.mjs", "install.mjs"])
    copyFileSync(join(root, ".tools", file), join(made, ".tools", file));
  copyFileSync(join(root, "package-lock.json"), join(made, "package-lock.json"));
  return made;
}

describe("npm start says in one sentence what is wrong, and what to do", () => {
  test("a Node that is too old", async () => {
    const older = `data:text/javascript,Object.defineProperty(process.versions, "node", { value: "18.20.4" })`;
    expect(await run(root, ["--import", older, ".tools/start.mjs"])).toEqual({
      code: 1,
      said: "Fala needs Node 20 or newer; this is Node 18.20.4.",
    });
  });

  test("no npm", async () => {
    expect(await run(clone("no-npm"), [".tools/start.mjs"], { PATH: folder })).toEqual({
      code: 1,
      said: "Installing packages (npm ci) …\nnpm was not found. Install Node 20 or newer together with npm (https://nodejs.org).",
    });
  });

  test("a deployment as the first command of a clone", async () => {
    expect(await run(clone("deploys"), [".tools/own-node.mjs", "deploy.ts"], { PATH: folder })).toEqual({
      code: 1,
      said: "Installing packages (npm ci) …\nnpm was not found. Install Node 20 or newer together with npm (https://nodejs.org).",
    });
  });

  test("half a project", async () => {
    const half = clone("half");
    rmSync(join(half, "package-lock.json"));
    expect(await run(half, [".tools/start.mjs"])).toEqual({
      code: 1,
      said: "package-lock.json is missing here. Get the whole project again.",
    });
  });

  test.each(["PORT", "DEMO_PORT"])("%s is in use", async (name) => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const others = { PORT: String(await freePort()), DEMO_PORT: String(await freePort()) };
    const { code, said } = await run(root, [".tools/start.ts"], { ...others, [name]: String(port) });
    server.close();
    expect({ code, said }).toEqual({
      code: 1,
      said: `Port ${port} is in use. Stop what runs there, or choose another one: ${name}=${port + 10} npm start`,
    });
  });

  test.each([
    [{ PORT: "eighty" }, 'PORT must be a port between 1 and 65535, not "eighty".'],
    [{ PORT: "9000", DEMO_PORT: "9000" }, "PORT and DEMO_PORT are both 9000. Choose two different ones."],
  ])("ports that are none: %o", async (env, said) => {
    expect(await run(root, [".tools/start.ts"], env)).toEqual({ code: 1, said });
  });
});

test("says once that it stops, however often it is asked, and ends without an error", async () => {
  const asks = `data:text/javascript,
    import { endWhenAsked } from "${pathToFileURL(join(root, ".tools/product.ts")).href}";
    endWhenAsked();
    for (const signal of ["SIGINT", "SIGINT", "SIGTERM"]) process.emit(signal);`;
  expect(await run(root, ["--import", asks, "--eval", "setInterval(() => {}, 1000)"])).toEqual({
    code: 0,
    said: "Stopping …",
  });
});
