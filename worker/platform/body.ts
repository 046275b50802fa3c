import type { Context } from "hono";
import * as z from "zod/mini";
import { isErrorCode } from "../protocol/error.ts";
import type { App } from "./env.ts";
import { FalaError } from "./http-error.ts";

const maxBytes = 64 * 1024;

/**
 * The JSON of a request, parsed once, by its schema. Refuses more than 64 KiB with `too_large` (and stops reading), and
 * anything else that does not fit with `invalid_request` and the path of the field, or with the code of its own that a
 * schema gives as its message.
 */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context<App>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = z.safeParse(schema, parseJson(await readText(c)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue && isErrorCode(issue.message)) throw new FalaError(issue.message);
  const path = issue?.path.join(".");
  throw new FalaError("invalid_request", path ? { path } : {});
}

async function readText(c: Context<App>): Promise<string> {
  if (Number(c.req.header("content-length") ?? 0) > maxBytes) throw new FalaError("too_large");
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FalaError("too_large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
