import { Hono } from "hono";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { consoleHeaders } from "../platform/secure-headers.ts";

/** What is not the console's: an address under one of these that nobody answered does not exist. */
const others = new Set([
  "api",
  "ws",
  "frame",
  "widget.js",
  "recorder.js",
  "replay",
  "playground",
  "assets",
  "pictures",
  "demo",
]);

/**
 * The console and the files of its page. Comes after every other route: it takes each navigation that is left, because
 * the console knows its own addresses. A missing file is never answered with a page, which an old tab would run as a
 * script.
 */
export const consoleRoutes = new Hono<App>().get("*", async (c) => {
  const url = new URL(c.req.url);
  if (others.has(url.pathname.split("/")[1] ?? "")) throw new FalaError("not_found");
  const navigation = c.req.header("sec-fetch-mode") === "navigate" || c.req.header("accept")?.includes("text/html");
  const file = navigation ? new URL("/console/index.html", url) : url;
  const found = await c.env.ASSETS.fetch(file, { headers: conditions(c.req.raw.headers) });
  if (found.status === 404) throw new FalaError("not_found");
  const answer = new Response(found.body, found);
  if (navigation)
    for (const [name, value] of Object.entries(consoleHeaders(url.origin, c.env))) answer.headers.set(name, value);
  return answer;
});

/** Lets a browser that has the file be told so. */
function conditions(headers: Headers): Headers {
  const known = headers.get("if-none-match");
  return new Headers(known === null ? {} : { "if-none-match": known });
}
