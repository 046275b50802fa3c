import type { Context } from "hono";
import * as z from "zod/mini";
import { isErrorCode } from "../protocol/error.ts";
import type { App } from "./env.ts";
import { FalaError } from "./http-error.ts";

/** Enough for everything but whole articles and imports, which say their own bound. */
const usualBytes = 64 * 1024;

/** The JSON of a request, parsed once, by its schema: see `fitting`. More than `maxBytes` is `too_large`, and not read. */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context<App>,
  schema: Schema,
  maxBytes = usualBytes,
): Promise<z.infer<Schema>> {
  return fitting(schema, parseJson(await readText(c, maxBytes)));
}

/**
 * What came, as its schema has it. Throws `invalid_request` with the path of the field that does not fit, or the code of its own that a
 * schema gives as its message.
 */
export function fitting<Schema extends z.ZodMiniType>(schema: Schema, came: unknown): z.infer<Schema> {
  const parsed = z.safeParse(schema, came);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".");
  const code = issue && isErrorCode(issue.message) ? issue.message : "invalid_request";
  throw new FalaError(code, path ? { path } : {});
}

async function readText(c: Context<App>, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(c, maxBytes));
}

/** The bytes of a request, `max` at most: more is refused with `too_large`, and not read. */
export async function readBytes(c: Context<App>, max: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(c.req.header("content-length") ?? 0) > max) throw new FalaError("too_large");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength;
    if (length > max) throw new FalaError("too_large");
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** The bytes of a request as they come; without any the upload is incomplete. */
export function bodyOf(c: Context<App>): ReadableStream<Uint8Array> {
  const { body } = c.req.raw;
  if (body === null) throw new FalaError("upload_incomplete");
  return body;
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
