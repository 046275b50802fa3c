import * as z from "zod/mini";
import { type Refusal, refusal, type Result } from "./error.ts";
import { limits } from "./limits.ts";

/**
 * The only place where frames are parsed and written, beside client-frame.ts. A frame that does not fit never throws: it is a refusal that
 * says where it does not fit.
 */

/** For whatever comes as text: frames from the server, answers over HTTP, what was kept in the browser. */
export function parseAs<Schema extends z.ZodMiniType>(schema: Schema, raw: string): Result<z.infer<Schema>> {
  const parsed = schema.safeParse(parseJson(raw));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: refusalOf(parsed.error) };
}

/** Outgoing frames are built by us and typed; the type parameter keeps a caller from sending something else. */
export function encode<Message extends { kind: string }>(message: Message): string {
  return JSON.stringify(message);
}

const ownCodes = ["text_empty", "text_too_long", "files_too_many"] as const;

/** Says where it does not fit. */
export function refusalOf(error: z.core.$ZodError): Refusal {
  const issue = error.issues[0];
  if (issue === undefined) return refusal("invalid_frame");
  const own = ownCodes.find((code) => code === issue.message);
  return own === undefined ? refusal("invalid_frame", { detail: issue.path.join(".") }) : refusal(own);
}

/** The id of a frame that is not read any further, so that its refusal can name it. */
export function readId(raw: string | ArrayBuffer): string | null {
  return typeof raw === "string" && raw.length <= limits.frameBytes ? idOf(parseJson(raw)) : null;
}

/** The id that something parsed as JSON has, if any. */
export function idOf(json: unknown): string | null {
  const parsed = z.object({ id: z.string().check(z.maxLength(64)) }).safeParse(json);
  return parsed.success ? parsed.data.id : null;
}

/** Undefined where it is no JSON. */
export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
