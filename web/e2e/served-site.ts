import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { root } from "../../.tools/run.ts";

const types: Record<string, string> = {
  ...{ ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" },
  ...{ ".png": "image/png", ".jpg": "image/jpeg", ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf" },
};

/** Serves the pages that npm packages bring, as they are but for the widget's script tag: `/<package>/<file>`. */
export async function servePackages(port: number, scriptTag: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://page.test").pathname));
    readFile(join(root, "node_modules", path)).then(
      (bytes) => {
        const type = types[extname(path)] ?? "application/octet-stream";
        // Fonts are asked for by the agent's browser too, from another origin.
        response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" });
        response.end(type.startsWith("text/html") ? bytes.toString().replace("</head>", `${scriptTag}</head>`) : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

/** A browser with no other servers than those of this machine: what these pages load from elsewhere is missing at once, not after a while. */
export async function withoutOthers(context: BrowserContext): Promise<void> {
  await context.route(
    ({ hostname }) => hostname !== "localhost" && hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
}
