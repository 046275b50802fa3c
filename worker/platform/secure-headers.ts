import type { MiddlewareHandler } from "hono";
import { embedHosts } from "../protocol/article-document.ts";
import type { App, Secrets } from "./env.ts";

/**
 * For every answer. A route that needs another value (the loader, which other sites load) sets its own, and that stays.
 * What stands behind /api is personal, so no cache keeps it unless its route says so.
 */
export const secureHeaders: MiddlewareHandler<App> = async (c, next) => {
  await next();
  // The headers of a socket's answer cannot be changed, and no browser reads them.
  if (c.res.status === 101) return;
  const url = new URL(c.req.url);
  const setDefault = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.header(name, value);
  };
  setDefault("x-content-type-options", "nosniff");
  setDefault("referrer-policy", "strict-origin-when-cross-origin");
  setDefault("cross-origin-resource-policy", "same-origin");
  if (url.pathname.startsWith("/api/")) setDefault("cache-control", "no-store");
  if (url.protocol === "https:") setDefault("strict-transport-security", "max-age=63072000");
};

/** Where RealtimeKit's SDK goes, once it is set up; "" while it is not. */
export function callHosts(env: Pick<Secrets, "REALTIMEKIT_APP_ID">): string {
  return env.REALTIMEKIT_APP_ID ? " https://*.realtime.cloudflare.com wss://*.realtime.cloudflare.com" : "";
}

/** The headers of the console's page. `origin` is our own, as "https://chat.example.com". */
export function consoleHeaders(origin: string, env: Pick<Secrets, "REALTIMEKIT_APP_ID">): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      // Styles that components set on elements; a style cannot run code.
      "style-src 'self' 'unsafe-inline'",
      // Older Safari does not count a socket of the same host as 'self'.
      `connect-src 'self' ${origin.replace(/^http/, "ws")}${callHosts(env)}`,
      "img-src 'self' blob: data:",
      "media-src 'self' blob: data:",
      "font-src 'self'",
      "worker-src 'self' blob:",
      "manifest-src 'self'",
      // The preview of an article shows its videos.
      `frame-src 'self' blob: ${embedHosts.join(" ")}`,
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    // The page names its scripts by hash: asked for each time, and then nothing else changed.
    "cache-control": "no-cache",
  };
}

/** The headers of the guests' page: it shows a call, and asks nobody but us for anything. */
export function guestHeaders(origin: string, env: Pick<Secrets, "REALTIMEKIT_APP_ID">): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      `connect-src 'self' ${origin.replace(/^http/, "ws")}${callHosts(env)}`,
      "img-src 'self' data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "worker-src blob:",
      "form-action 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    // Nobody whom the page could lead to needs to know that there is a call.
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    "cache-control": "no-cache",
  };
}

/** The headers of the public help pages: their own script and styles, and frames of the hosts whose videos may stand in an article. */
export function helpHeaders(): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      // The brand's colours stand in the page itself; a style cannot run code.
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `frame-src ${embedHosts.join(" ")}`,
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
  };
}
