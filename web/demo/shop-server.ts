import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { SignJWT } from "jose";
import {
  cartPage,
  developerPage,
  helpPage,
  homePage,
  missingPage,
  productPage,
  type Shop,
  wholesalePage,
} from "./shop-pages.ts";
import { products } from "./shop-products.ts";

export type ShopSettings = {
  port: number;
  /** Where Fala answers, as "http://localhost:8787". */
  falaOrigin: string;
  /** The key of the shop's site in Fala. */
  siteKey?: string;
};

/** What the site's settings in Fala show as its identity secret. The demo workspace has this one. */
const identitySecret = process.env["FALA_DEMO_IDENTITY_SECRET"] ?? "demo-identity-secret-0123456789abcdef";

const staticFiles = new Map([
  ["/static/shop.css", "text/css; charset=utf-8"],
  ["/static/shop.js", "text/javascript; charset=utf-8"],
  ["/static/developers.js", "text/javascript; charset=utf-8"],
]);

/**
 * Serves the demo shop on an origin of its own, as the site of a company that uses Fala would be. Resolves when it
 * listens; rejects when the port is taken. Stop it with `close`.
 */
export function serveShop({ port, falaOrigin, siteKey = "demo" }: ShopSettings): Promise<Server> {
  const shop: Shop = { falaOrigin, siteKey };
  const server = createServer((request, response) => {
    const seenFrom = { ...shop, falaOrigin: asNamedBy(request.headers.host, falaOrigin) };
    answer(seenFrom, request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/**
 * This machine has two names, and a browser takes them for two sites. Fala is named like the shop was, because browsers that
 * refuse storage to other sites (automated ones do) would let the chat forget everything at each page.
 */
function asNamedBy(host: string | undefined, falaOrigin: string): string {
  const here = /^(localhost|127\.0\.0\.1)(?=:|$)/.exec(host ?? "")?.[0];
  return here === undefined ? falaOrigin : falaOrigin.replace(/\/\/(localhost|127\.0\.0\.1)(?=:|$)/, `//${here}`);
}

async function answer(shop: Shop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://shop");
  const type = staticFiles.get(pathname);
  if (type !== undefined) {
    response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
    response.end(await readFile(join(import.meta.dirname, pathname)));
    return;
  }
  if (pathname === "/identity" && request.method === "POST") return identity(searchParams, response);
  const html = htmlOf(shop, pathname);
  response.writeHead(html === null ? 404 : 200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "referrer-policy": "strict-origin-when-cross-origin",
    // As strict as a careful company's: all that the widget needs of it is its own origin, twice.
    "content-security-policy": `default-src 'self'; script-src 'self' ${shop.falaOrigin}; frame-src ${shop.falaOrigin}; img-src 'self' data:; object-src 'none'; base-uri 'none'`,
  });
  response.end(html ?? missingPage(shop));
}

function htmlOf(shop: Shop, pathname: string): string | null {
  const product = products.find(({ slug }) => pathname === `/products/${slug}`);
  if (product !== undefined) return productPage(shop, product);
  switch (pathname) {
    case "/":
      return homePage(shop);
    case "/cart":
      return cartPage(shop);
    case "/help":
      return helpPage(shop);
    case "/wholesale":
      return wholesalePage(shop);
    case "/developers":
      return developerPage(shop);
    default:
      return null;
  }
}

/**
 * What a shop's server does for a customer who has signed in: it signs their name. Here anybody may be anybody, since it is
 * a demonstration. `seconds` is how long the signature holds.
 */
async function identity(asked: URLSearchParams, response: ServerResponse): Promise<void> {
  const name = asked.get("name") ?? "Helena Prado";
  const email = asked.get("email") ?? "helena@example.com";
  const seconds = Number(asked.get("seconds") ?? 3600);
  const jwt = await new SignJWT({ name, email })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(asked.get("sub") ?? email)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(identitySecret));
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify({ jwt }));
}
