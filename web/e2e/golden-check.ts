import { parseClientMessage } from "#protocol/client-frame";
import { encode, parseAs } from "#protocol/codec";
import {
  agentFrames,
  clientFrames,
  customerFrames,
  type GoldenFrames,
  inboxClientFrames,
  inboxFrames,
} from "#protocol/frames.golden";
import { inboxClientMessageSchema, inboxServerMessageSchema } from "#protocol/inbox";
import { agentServerMessageSchema, customerServerMessageSchema } from "#protocol/server-message";
import type * as z from "zod/mini";

/** What golden.scenario.ts runs inside Chromium: the number of frames, and each that is read or written otherwise than it should be. */
export function checkGoldenFrames(): { frames: number; wrong: string[] } {
  const wrong: string[] = [];
  const same = (what: string, one: unknown, other: unknown) => {
    if (canonical(one) !== canonical(other)) wrong.push(what);
  };
  const check = (schema: z.ZodMiniType, frames: GoldenFrames<{ kind: string }>) => {
    for (const [wire, value] of frames) {
      same(`read ${wire}`, parseAs(schema, wire), { ok: true, value });
      same(`write ${wire}`, encode(value), wire);
    }
    return frames.length;
  };
  for (const [wire, value] of clientFrames) same(`read ${wire}`, parseClientMessage(wire), { ok: true, value });
  const frames =
    clientFrames.length +
    check(customerServerMessageSchema, customerFrames) +
    check(agentServerMessageSchema, agentFrames) +
    check(inboxClientMessageSchema, inboxClientFrames) +
    check(inboxServerMessageSchema, inboxFrames);
  return { frames, wrong };
}

/** The order of keys says nothing in a value that was read. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

Object.assign(globalThis, { checkGoldenFrames });
