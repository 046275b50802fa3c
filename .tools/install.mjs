// Runs on the machine's own Node with nothing installed, so: plain JavaScript, no packages, no recent syntax.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const ownNode = join(root, "node_modules", "node", "bin", "node");

/** Ends this script with one sentence, and no stack. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

function packagesIn(path) {
  if (!existsSync(join(root, path))) return undefined;
  return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm keeps its own list of what it has put there; packages for
 * other machines (optional ones) are rightly missing.
 */
function isInstalled() {
  const wanted = packagesIn("package-lock.json");
  const present = packagesIn("node_modules/.package-lock.json");
  if (!wanted) giveUp("package-lock.json is missing here. Get the whole project again.");
  if (!present || !existsSync(ownNode)) return false;
  return Object.keys(wanted).every((path) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.version === wanted[path].version : wanted[path].optional || wanted[path].devOptional;
  });
}

function install() {
  console.log("Installing packages (npm ci) …");
  const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (done.error) giveUp("npm was not found. Install Node 20 or newer together with npm (https://nodejs.org).");
  if (done.status !== 0)
    giveUp("npm could not install the packages; its own message stands above. Fix that and start again.");
  if (!existsSync(ownNode)) {
    giveUp(
      "npm installed the packages without running their install scripts. Allow scripts (npm config set ignore-scripts false) and start again.",
    );
  }
}

/** Installs what is missing, then hands over to a TypeScript file in this folder, run by the project's own Node 24. */
export function handOver(script, args = process.argv.slice(2)) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) giveUp(`Fala needs Node 20 or newer; this is Node ${process.versions.node}.`);
  if (!isInstalled()) install();

  const child = spawn(ownNode, [join(root, ".tools", script), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  // Ctrl-C reaches the child by itself; it decides when all is stopped, and this process waits for it.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) =>
    giveUp(`The project's own Node does not run here: ${error.message}. Remove node_modules and start again.`),
  );
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}
