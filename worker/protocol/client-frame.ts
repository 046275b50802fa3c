import type * as z from "zod/mini";
import { type ClientMessage, clientMessageSchema } from "./client-message.ts";
import { idOf, parseJson, refusalOf } from "./codec.ts";
import { type Refusal, refusal } from "./error.ts";
import { type GuestClientMessage, guestClientMessageSchema } from "./guest.ts";
import { limits } from "./limits.ts";

/** What the objects read. Not in codec.ts: no client needs to know all that clients may send. */

/** A refused frame keeps its id where one could be read, so that the sender learns which command it was. */
export type Unreadable = { id: string | null; error: Refusal };

type Read<Message> = { ok: true; value: Message } | { ok: false; error: Unreadable };

export function parseClientMessage(raw: string | ArrayBuffer): Read<ClientMessage> {
  return parseFrame(clientMessageSchema, raw);
}

export function parseGuestMessage(raw: string | ArrayBuffer): Read<GuestClientMessage> {
  return parseFrame(guestClientMessageSchema, raw);
}

function parseFrame<Message>(schema: z.ZodMiniType<Message>, raw: string | ArrayBuffer): Read<Message> {
  if (typeof raw !== "string") return { ok: false, error: { id: null, error: refusal("invalid_frame") } };
  if (byteLength(raw) > limits.frameBytes) {
    return { ok: false, error: { id: null, error: refusal("frame_too_large") } };
  }
  const json = parseJson(raw);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, error: { id: idOf(json), error: refusalOf(parsed.error) } };
}

/** UTF-8 bytes without a TextEncoder (this file knows no platform). Looks at no character of what fits however it is written. */
function byteLength(text: string): number {
  if (text.length > limits.frameBytes || text.length * 3 <= limits.frameBytes) return text.length;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isHalf = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3;
  }
  return bytes;
}
