import { expect, test } from "vitest";
import { Browser, testEnv } from "../testing/browser.ts";

const files: Record<string, string> = {
  "/console/index.html": "<!doctype html><title>Fala</title>",
  "/favicon.svg": "<svg/>",
};

/** The built files, as the assets binding answers for them. */
const ASSETS = new Proxy(testEnv.ASSETS, {
  get: () => async (url: URL) => {
    const file = files[url.pathname];
    if (file === undefined) return new Response(null, { status: 404 });
    return new Response(file, {
      headers: { "content-type": url.pathname.endsWith("l") ? "text/html" : "image/svg+xml" },
    });
  },
});

const at = new Browser({ env: { ...testEnv, ASSETS } });
const open = (path: string) =>
  at.ask("GET", path, undefined, { accept: "text/html,*/*;q=0.8", "sec-fetch-mode": "navigate" });

test.each(["/", "/chat", "/chat/some-conversation", "/settings?tab=sites", "/frames"])(
  "%s opens the console",
  async (path) => {
    const answer = await open(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(files["/console/index.html"]);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  },
);

test("the console's page runs only scripts of our own origin, and is framed by nobody", async () => {
  const policy = (await open("/")).headers.get("content-security-policy") ?? "";
  const directives = new Map(
    policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1).join(" ")]),
  );
  expect(directives.get("default-src")).toBe("'none'");
  expect(directives.get("script-src")).toBe("'self'");
  expect(directives.get("frame-ancestors")).toBe("'none'");
  expect(directives.get("connect-src")).toBe("'self' wss://fala.test");
});

test.each(["/assets/old-hash.js", "/api/nothing", "/ws/nothing", "/demo", "/frame/x", "/widget.js/x"])(
  "%s is no page of the console: 404, as JSON, also for a navigation",
  async (path) => {
    const answer = await open(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "not_found" } });
  },
);

test("a file of the page is served, a missing one is a 404 and never a page", async () => {
  expect(await (await at.ask("GET", "/favicon.svg", undefined, { accept: "image/*" })).text()).toBe("<svg/>");
  const missing = await at.ask("GET", "/main.js", undefined, { accept: "*/*" });
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).toMatch(/^application\/json/);
});

test("every answer forbids sniffing and other origins; personal ones stay in no cache", async () => {
  for (const path of ["/api/setup", "/api/me", "/api/nothing", "/"]) {
    const { headers } = await open(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=63072000/);
    expect(headers.get("cache-control")).toBe(path === "/" ? "no-cache" : "no-store");
  }
});
