import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { machineOf, unlisted } from "./complete-lock.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
type Lock = { packages: Record<string, { version?: string; resolved?: string }> };

const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as Lock;
const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

describe("the packages", () => {
  // Two runtimes would mean that the tests run on another one than the product (and 145 MB more).
  test.each(["workerd", "miniflare", "wrangler", "vite", "vitest"])("there is exactly one %s in the lock", (name) => {
    const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
    expect(copies).toEqual([`node_modules/${name}`]);
  });

  test("the lock names no registry, so that it installs from any", () => {
    const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
    expect(named.map(([path]) => path)).toEqual([]);
  });

  test("the lock lists every binary for every machine (node .tools/complete-lock.ts adds them)", () => {
    expect(unlisted(lock)).toEqual([]);
  });

  test("a binary's name says which machine it is for", () => {
    expect(machineOf("@oxlint/binding-linux-arm64-musl")).toEqual({ os: ["linux"], cpu: ["arm64"], libc: ["musl"] });
    expect(machineOf("@oxlint-tsgolint/darwin-x64")).toEqual({ os: ["darwin"], cpu: ["x64"] });
    expect(machineOf("@cloudflare/workerd-windows-64")).toEqual({ os: ["win32"], cpu: ["x64"] });
    expect(() => machineOf("left-pad")).toThrow("does not say");
  });

  test.each(dependencies)("docs/dependencies.md says why %s is here", (name) => {
    const lines = read("docs/dependencies.md").split("\n");
    expect(lines.filter((line) => line.startsWith(`| \`${name}\` | `))).toHaveLength(1);
  });

  test("docs/dependencies.md lists nothing that is not here", () => {
    const listed = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(listed.filter((name) => name !== undefined && !dependencies.includes(name))).toEqual([]);
  });
});
