import * as z from "zod/mini";
import { type ClientMessage, clientMessageSchema } from "./client-message.ts";
import { type Refusal, refusal, type Result } from "./error.ts";
import { limits } from "./limits.ts";

/**
 * The only place where frames are parsed and written. A frame that does not fit never throws: it is a refusal that
 * says where it does not fit.
 */

/** A refused frame keeps its id where one could be read, so that the sender learns which command it was. */
export type Unreadable = { id: string | null; error: Refusal };

export function parseClientMessage(
  raw: string | ArrayBuffer,
): { ok: true; value: ClientMessage } | { ok: false; error: Unreadable } {
  if (typeof raw !== "string") return { ok: false, error: { id: null, error: refusal("invalid_frame") } };
  if (byteLength(raw) > limits.frameBytes) {
    return { ok: false, error: { id: null, error: refusal("frame_too_large") } };
  }
  const json = parseJson(raw);
  const parsed = clientMessageSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, error: { id: idOf(json), error: refusalOf(parsed.error) } };
}

/** For everything else that comes as text: frames from the server, answers over HTTP, what was kept in the browser. */
export function parseAs<Schema extends z.ZodMiniType>(schema: Schema, raw: string): Result<z.infer<Schema>> {
  const parsed = schema.safeParse(parseJson(raw));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: refusalOf(parsed.error) };
}

/** Outgoing frames are built by us and typed; the type parameter keeps a caller from sending something else. */
export function encode<Message extends { kind: string }>(message: Message): string {
  return JSON.stringify(message);
}

const ownCodes = ["text_empty", "text_too_long", "files_too_many"] as const;

function refusalOf(error: z.core.$ZodError): Refusal {
  const issue = error.issues[0];
  if (issue === undefined) return refusal("invalid_frame");
  const own = ownCodes.find((code) => code === issue.message);
  return own === undefined ? refusal("invalid_frame", { detail: issue.path.join(".") }) : refusal(own);
}

/** The id of a frame that is not read any further, so that its refusal can name it. */
export function readId(raw: string | ArrayBuffer): string | null {
  return typeof raw === "string" && raw.length <= limits.frameBytes ? idOf(parseJson(raw)) : null;
}

function idOf(json: unknown): string | null {
  const parsed = z.object({ id: z.string().check(z.maxLength(64)) }).safeParse(json);
  return parsed.success ? parsed.data.id : null;
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** UTF-8 bytes without a TextEncoder (this file knows no platform). Stops counting once the limit is passed. */
function byteLength(text: string): number {
  if (text.length > limits.frameBytes) return text.length;
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
