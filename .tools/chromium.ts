import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { run } from "./run.ts";

/** The shell is the same engine without the browser's own windows: it takes three fifths of the processor for the same pages. */
const shell = "chromium-headless-shell";
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Some are there, and do not run: libraries are missing, or it is a stub that wants a snap. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

const onPath = (names: string[]) =>
  (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));

/**
 * The Chromium of this machine: CHROMIUM_PATH, else the one that Playwright has downloaded before, of the version that it is made for, else
 * one on PATH.
 */
export function findChromium(): string | undefined {
  const said = process.env["CHROMIUM_PATH"];
  return [...(said ? [said] : []), chromium.executablePath(), ...onPath(names)].find(runs);
}

/** What scenarios run in: CHROMIUM_PATH, else the shell where there is one, else the whole Chromium. Undefined: Playwright's own shell. */
export function findHeadless(): string | undefined {
  if (process.env["CHROMIUM_PATH"]) return findChromium();
  // Playwright downloads both together.
  return runs(chromium.executablePath()) ? undefined : (onPath([shell]).find(runs) ?? findChromium());
}

/** Finds a Chromium or installs one: Playwright's, else (as root on Debian and its kind) the system's package. */
export async function installChromium(): Promise<void> {
  const present = findChromium();
  if (present) return;

  console.log("Installing Chromium …");
  const attempts = ["playwright install chromium"];
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    attempts.push("apt-get update", `apt-get install -y --no-install-recommends chromium ${shell}`);
  }
  let said = "";
  for (const attempt of attempts) {
    const { output } = await run(attempt.split(" "), { env: { DEBIAN_FRONTEND: "noninteractive" } });
    said += `\n$ ${attempt}\n${output.trim()}\n`;
    if (findChromium()) return;
  }
  throw new Error(
    `There is no Chromium here and none could be installed. Install one (on Debian: sudo apt-get install chromium), and name it with CHROMIUM_PATH if it is not on PATH.\n${said}`,
  );
}
