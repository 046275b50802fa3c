import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { run } from "./run.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Some are there, and do not run: libraries are missing, or it is a stub that wants a snap. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

/** The Chromium of this machine: CHROMIUM_PATH, else one on PATH, else the one that Playwright has downloaded before. */
export function findChromium(): string | undefined {
  const said = process.env["CHROMIUM_PATH"];
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(said ? [said] : []), ...onPath, chromium.executablePath()].find(runs);
}

/** Finds a Chromium or installs one: Playwright's, else (as root on Debian and its kind) the system's package. */
export async function installChromium(): Promise<string> {
  const present = findChromium();
  if (present) return present;

  console.log("Installing Chromium …");
  const attempts = ["playwright install chromium"];
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    attempts.push("apt-get update", "apt-get install -y --no-install-recommends chromium");
  }
  let said = "";
  for (const attempt of attempts) {
    const { output } = await run(attempt.split(" "), { env: { DEBIAN_FRONTEND: "noninteractive" } });
    said += `\n$ ${attempt}\n${output.trim()}\n`;
    const found = findChromium();
    if (found) return found;
  }
  throw new Error(
    `There is no Chromium here and none could be installed. Install one, and name it with CHROMIUM_PATH if it is not on PATH.\n${said}`,
  );
}
