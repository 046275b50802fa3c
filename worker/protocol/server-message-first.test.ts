import { describe, expect, test } from "vitest";
import { parseAs } from "./codec.ts";
import { customerFrames } from "./frames.golden.ts";
import { customerServerMessageSchema } from "./server-message.ts";
import { firstCustomerMessageSchema } from "./server-message-first.ts";

describe("what the widget's first load reads", () => {
  test.each(customerFrames)("%s reads as with the whole schema, or is left to it", (wire) => {
    const first = parseAs(firstCustomerMessageSchema, wire);
    if (first.ok) expect(first).toEqual(parseAs(customerServerMessageSchema, wire));
    else expect(parseAs(customerServerMessageSchema, wire).ok).toBe(true);
  });

  test("a plain conversation is read without the whole schema", () => {
    const read = customerFrames.filter(([wire]) => parseAs(firstCustomerMessageSchema, wire).ok);
    expect(new Set(read.map(([, { kind }]) => kind))).toEqual(
      new Set(["welcome", "entries", "ack", "refused", "page", "receipts", "line", "typing"]),
    );
  });

  test("a state with more in it, and an entry of another kind, are not taken for less", () => {
    const [welcome = ""] = customerFrames.find(([, { kind }]) => kind === "welcome") ?? [];
    expect(parseAs(firstCustomerMessageSchema, welcome.replace('"state":{', '"state":{"later":{},')).ok).toBe(false);
    const entry = { seq: 1, id: "call-0000001", at: 1, author: { kind: "system" }, body: { kind: "later" } };
    const frame = JSON.stringify({ kind: "entries", entries: [entry] });
    expect(parseAs(firstCustomerMessageSchema, frame).ok).toBe(false);
  });
});
