import type { Context } from "hono";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import { disposition, isShown } from "./attachment.domain.ts";
import type { Found } from "./upload.domain.ts";
import { readRange } from "./range.domain.ts";

/** Where a file stands in R2, and what it is served as; `etag` and `size` where they are known. */
export type Served = { key: string; etag: string | null; name: string; type: string; size: number | null };

type Stored = {
  id: string;
  name: string;
  found: Found | null;
  etag: string | null;
  size: number;
  thumbnail: string | null;
};

/** Kept by the browser, but asked for each time: whoever may no longer see it does not. */
const askedEachTime = "private, no-cache";

/**
 * The bytes of a file, whole or the range that was asked for, to somebody who may have it. It is never a page on our origin: its type is what its
 * bytes are, nobody may guess another, and whatever could run is a download.
 */
export async function serveFile(c: Context<App>, file: Served, caching = askedEachTime): Promise<Response> {
  const bucket = c.env.FILES;
  const { key, name, type } = file;
  const known =
    file.etag !== null && file.size !== null ? { etag: file.etag, size: file.size } : await bucket.head(key);
  if (known === null) throw new FalaError("not_found");
  const etag = `"${known.etag}"`;
  const shown = isShown(type);
  const headers = {
    "content-type": shown ? type : "application/octet-stream",
    "content-disposition": disposition(shown && c.req.query("download") === undefined ? "inline" : "attachment", name),
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": caching,
    "accept-ranges": "bytes",
    etag,
  };
  if (isAmong(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);

  const fresh = c.req.header("if-range");
  const asked = readRange(fresh === undefined || fresh === etag ? c.req.header("range") : undefined, known.size);
  if (asked.kind === "beyond") {
    return c.json(new FalaError("range_beyond").body(), 416, { "content-range": `bytes */${known.size}` });
  }
  const range = asked.kind === "part" ? asked : { offset: 0, length: known.size };
  const last = range.offset + range.length - 1;
  const sized = { ...headers, "content-length": String(range.length) };
  const partial = { ...sized, "content-range": `bytes ${range.offset}-${last}/${known.size}` };
  const [status, sent] = asked.kind === "part" ? ([206, partial] as const) : ([200, sized] as const);
  if (c.req.method === "HEAD") return c.body(null, status, sent);

  const found = await bucket.get(key, { range, onlyIf: { etagMatches: known.etag } });
  if (found === null || !("body" in found)) throw new FalaError("not_found");
  return c.body(found.body, status, sent);
}

/** The same of one that the workspace keeps. Throws `not_found` where it is not finished, or has no such part. */
export async function serveStoredFile(
  c: Context<App>,
  { id, name, found, etag, size, thumbnail }: Stored,
  part: "file" | "thumbnail",
  caching?: string,
): Promise<Response> {
  const type = part === "file" ? found?.type : thumbnail;
  if (type === undefined || type === null || etag === null) throw new FalaError("not_found");
  const known = part === "file" ? { etag, size } : { etag: null, size: null };
  return await serveFile(c, { key: storedFileKey(id, part), name, type, ...known }, caching);
}

function isAmong(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}
