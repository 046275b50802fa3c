import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { clientMessageSchema } from "./client-message.ts";
import { parseClientMessage } from "./client-frame.ts";
import { encode, parseAs } from "./codec.ts";
import { entrySchema } from "./entry.ts";
import {
  agentEntries,
  agentFrames,
  clientFrames,
  customerFrames,
  type GoldenFrames,
  inboxClientFrames,
  inboxFrames,
} from "./frames.golden.ts";
import { inboxClientMessageSchema, inboxServerMessageSchema } from "./inbox.ts";
import { agentServerMessageSchema, customerServerMessageSchema } from "./server-message.ts";

const tables: [string, GoldenFrames<{ kind: string }>, z.ZodMiniType][] = [
  ["from a client", clientFrames, clientMessageSchema],
  ["to a customer", customerFrames, customerServerMessageSchema],
  ["to an agent", agentFrames, agentServerMessageSchema],
  ["to an inbox", inboxClientFrames, inboxClientMessageSchema],
  ["from an inbox", inboxFrames, inboxServerMessageSchema],
];

describe.each(tables)("frames %s", (_, frames, schema) => {
  test.each(frames)("%s is read as it was meant", (wire, value) => {
    expect(parseAs(schema, wire)).toEqual({ ok: true, value });
  });

  test.each(frames)("%s is written as it was", (wire, value) => {
    expect(encode(value)).toBe(wire);
  });

  test("there is one of each kind", () => {
    expect(new Set(frames.map(([, { kind }]) => kind))).toEqual(new Set(kindsOf(schema)));
  });
});

describe("what a client sends", () => {
  test.each(clientFrames)("%s passes the object's own parser", (wire, value) => {
    expect(parseClientMessage(wire)).toEqual({ ok: true, value });
  });
});

test("there is an entry of each kind", () => {
  const kinds = kindsOf(entrySchema.shape.body);
  expect(new Set(agentEntries.map(([, { body }]) => body.kind))).toEqual(new Set(kinds));
});

function kindsOf(schema: z.ZodMiniType): unknown[] {
  const { anyOf, oneOf } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return (anyOf ?? oneOf ?? []).map((each) => (each.properties?.["kind"] as { const?: unknown } | undefined)?.const);
}
