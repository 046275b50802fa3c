import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { circles, type Import, isTest, judge } from "./layers.ts";

const root = new URL("../../", import.meta.url);
const sources = globSync(["worker/**/*.ts", "web/**/*.{ts,tsx}"], { cwd: root }).filter(
  (path) => !path.endsWith(".d.ts"),
);
const parsed = sources.map((path) => {
  const code = readFileSync(new URL(path, root), "utf8");
  const { module, errors } = parseSync(path, code);
  return { path, code, module, errors };
});

const here = (from: string, specifier: string, typeOnly = false): Import => {
  const to = resolve(from, specifier);
  return { from, specifier, typeOnly, ...(to === undefined ? {} : { to }) };
};

function resolve(from: string, specifier: string): string | undefined {
  const [path = ""] = specifier.split("?");
  if (path.startsWith(".")) return posix.join(posix.dirname(from), path);
  if (path.startsWith("#protocol/")) return `worker/protocol/${path.slice("#protocol/".length)}.ts`;
  if (path.startsWith("#domain/")) return `worker/${path.slice("#domain/".length)}.domain.ts`;
  return undefined;
}

function importsOf({ path, code, module }: (typeof parsed)[number]): Import[] {
  const said: Import[] = module.staticImports.map(({ moduleRequest, entries }) =>
    here(path, moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
  );
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest) said.push(here(path, moduleRequest.value, isType));
  }
  for (const [, specifier = ""] of code.matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g))
    said.push(here(path, specifier));
  return said;
}

const imports = parsed.flatMap(importsOf);

describe("the sources", () => {
  test("every source can be read", () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(parsed.filter(({ errors }) => errors.length > 0).map(({ path }) => path)).toEqual([]);
  });

  test("every import keeps the table of layers", () => {
    const broken = imports.flatMap((it) => {
      const reason = judge(it);
      return reason ? [`${it.from} imports ${it.specifier}: ${reason}`] : [];
    });
    expect(broken).toEqual([]);
  });

  test("no words use each other in a circle", () => {
    expect([...circles(imports, "domain"), ...circles(imports, "table")]).toEqual([]);
  });

  test("nothing is exported a second time by another file (no barrels)", () => {
    const again = parsed
      .filter(({ path }) => !isTest(path) && path !== "worker/index.ts")
      .filter(({ module }) => module.staticExports.some(({ entries }) => entries.some((entry) => entry.moduleRequest)));
    expect(again.map(({ path }) => path)).toEqual([]);
  });

  test("the pure files take the time as an argument", () => {
    const pure = parsed.filter(({ path }) => /^worker\/protocol\/|\.domain\.ts$/.test(path) && !isTest(path));
    expect(pure.length).toBeGreaterThan(0);
    expect(pure.filter(({ code }) => /\bnew Date\(\s*\)|\bDate\(\s*\)/.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the table", () => {
  const allowed: [string, string, boolean?][] = [
    ["worker/inbox/inbox.domain.ts", "../conversation/conversation.domain.ts"],
    ["worker/inbox/inbox.store.ts", "../agent/agent.table.ts"],
    ["worker/inbox/inbox.store.ts", "./counts.store.ts"],
    ["worker/inbox/inbox.routes.ts", "../agent/agent.store.ts"],
    ["worker/inbox/inbox.object.ts", "../platform/base-object.ts"],
    ["worker/team/team.table.ts", "../agent/agent.table.ts"],
    ["worker/site/site.table.ts", "../protocol/widget.ts", true],
    ["worker/platform/objects.ts", "../inbox/inbox.object.ts", true],
    ["worker/app.ts", "./inbox/inbox.routes.ts"],
    ["worker/inbox/inbox.store.test.ts", "../conversation/conversation.store.ts"],
    ["web/console/inbox/inbox-list.tsx", "#domain/conversation/conversation"],
    ["web/console/inbox/inbox-list.tsx", "../../store/inbox.ts"],
    ["web/widget/loader.ts", "./host-message.ts"],
    ["web/widget/frame/main.tsx", "../host-message.ts"],
    ["web/ui/button.tsx", "solid-js"],
    ["web/ui/gallery/gallery.tsx", "../../intl/ui.en.ts"],
    ["worker/protocol/note.ts", "zod/mini"],
  ];
  test.each(allowed)("%s may import %s", (from, specifier, typeOnly = false) => {
    expect(judge(here(from, specifier, typeOnly))).toBeNull();
  });

  const refused: [string, string, boolean?][] = [
    ["worker/protocol/note.ts", "../inbox/inbox.domain.ts"],
    ["worker/protocol/note.ts", "zod"],
    ["worker/inbox/inbox.domain.ts", "./inbox.store.ts"],
    ["worker/inbox/inbox.domain.ts", "hono"],
    ["worker/platform/log.ts", "../inbox/inbox.domain.ts"],
    ["worker/platform/objects.ts", "../inbox/inbox.object.ts"],
    ["worker/platform/log.ts", "../inbox/inbox.object.ts", true],
    ["worker/site/site.table.ts", "../protocol/widget.ts"],
    ["worker/inbox/inbox.store.ts", "../agent/agent.store.ts"],
    ["worker/inbox/inbox.store.ts", "./inbox.object.ts"],
    ["worker/inbox/inbox.routes.ts", "./inbox.object.ts"],
    ["worker/inbox/inbox.routes.ts", "../agent/agent.routes.ts"],
    ["worker/inbox/inbox.routes.ts", "../agent/agent.table.ts"],
    ["worker/inbox/inbox.object.ts", "./inbox.routes.ts"],
    ["worker/inbox/inbox.object.ts", "partyserver"],
    ["worker/inbox/inbox.object.ts", "#protocol/error"],
    ["worker/inbox/helpers.ts", "hono"],
    ["worker/app.ts", "./testing/actors.ts"],
    ["worker/app.ts", "../web/ui/button.tsx"],
    ["web/console/main.tsx", "../../worker/protocol/error.ts"],
    ["web/console/main.tsx", "../widget/frame/main.tsx"],
    ["web/widget/frame/main.tsx", "../../console/main.tsx"],
    ["web/widget/loader.ts", "./frame/main.tsx"],
    ["web/widget/loader.ts", "solid-js"],
    ["web/connection/socket.ts", "#domain/inbox/inbox"],
    ["web/connection/socket.ts", "solid-js/store"],
    ["web/ui/button.tsx", "#protocol/error"],
    ["web/ui/button.tsx", "./gallery/gallery.tsx"],
    ["web/store/inbox.ts", "../ui/button.tsx"],
    ["web/console/main.tsx", "../e2e/actors.ts"],
    ["web/demo/shop-server.ts", "../console/main.tsx"],
  ];
  test.each(refused)("%s may not import %s", (from, specifier, typeOnly = false) => {
    expect(judge(here(from, specifier, typeOnly))).not.toBeNull();
  });

  test("a circle of words is found", () => {
    const circle = [
      here("worker/a/a.domain.ts", "../b/b.domain.ts"),
      here("worker/b/b.domain.ts", "../c/c.domain.ts"),
      here("worker/c/c.domain.ts", "../a/a.domain.ts"),
      here("worker/d/d.domain.ts", "../a/a.domain.ts"),
    ];
    expect(circles(circle, "domain")).toEqual(["a > b > c > a"]);
  });
});
