import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { parseClientMessage } from "./client-frame.ts";
import { parseAs, readId } from "./codec.ts";
import { attributesSchema } from "./customer.ts";
import { limits } from "./limits.ts";

const id = "command-01";
const frame = (more: object) => JSON.stringify({ kind: "message", id, text: "Hi", ...more });

function refusal(raw: string | ArrayBuffer) {
  const parsed = parseClientMessage(raw);
  return parsed.ok ? null : { id: parsed.error.id, ...parsed.error.error };
}

describe("reading what a client sent", () => {
  test("white space around a text goes, line breaks inside it stay", () => {
    expect(parseClientMessage(frame({ text: "  a\n b \n" }))).toMatchObject({ value: { text: "a\n b" } });
  });

  test.each([
    ["an empty text", frame({ text: " \n " }), "text_empty"],
    ["a text of 10,001 characters", frame({ text: "x".repeat(10_001) }), "text_too_long"],
    ["an unknown command", frame({ kind: "destroy" }), "invalid_frame"],
    ["a text that is none", frame({ text: 7 }), "invalid_frame"],
    ["a kind of an object's own", frame({ kind: "__proto__" }), "invalid_frame"],
  ])("%s is refused under its id", (_, raw, code) => {
    expect(refusal(raw)).toMatchObject({ id, code, retryAfterMs: null });
  });

  test.each([
    ["not JSON", "{", "invalid_frame"],
    ["no object", "null", "invalid_frame"],
    ["a list", "[]", "invalid_frame"],
    ["bytes", new ArrayBuffer(4), "invalid_frame"],
    ["an id that is none", frame({ id: "../../etc" }), "invalid_frame"],
    ["too many bytes", frame({ text: "x".repeat(limits.frameBytes) }), "frame_too_large"],
    ["too many bytes in few characters", frame({ text: "€".repeat(limits.frameBytes / 3) }), "frame_too_large"],
  ])("%s is refused", (_, raw, code) => {
    expect(refusal(raw)).toMatchObject({ code, retryAfterMs: null });
  });

  test("10,000 characters pass, whatever they are", () => {
    for (const character of ["x", "€", "\u0001"]) {
      expect(parseClientMessage(frame({ text: `a${character.repeat(9_998)}b` })).ok).toBe(true);
    }
  });

  test("a refusal names the field", () => {
    expect(refusal(frame({ text: 7 }))?.detail).toBe("text");
  });

  test("fields that nobody knows do not get through", () => {
    const parsed = parseClientMessage(frame({ author: { kind: "agent" }, seq: 1, at: 0, customer: "somebody" }));
    expect(parsed).toEqual({ ok: true, value: { kind: "message", id, text: "Hi" } });
  });

  test("nothing that anybody sends throws", () => {
    fc.assert(fc.property(fc.string(), (raw) => !parseClientMessage(raw).ok));
    fc.assert(fc.property(fc.json(), (raw) => !parseClientMessage(raw).ok));
    fc.assert(fc.property(fc.json(), (raw) => readId(raw) === null || typeof readId(raw) === "string"));
  });

  test("attributes are plain: no prototype comes in with them", () => {
    const parsed = parseAs(attributesSchema, '{"__proto__":"x","plan":"gold"}');
    expect(parsed.ok && Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
    expect(parseAs(attributesSchema, '{"n":1e999}').ok).toBe(false);
    const many = Object.fromEntries(Array.from({ length: limits.attributeCount + 1 }, (_, index) => [`k${index}`, 1]));
    expect(parseAs(attributesSchema, JSON.stringify(many)).ok).toBe(false);
  });

  test("what cannot be read says where", () => {
    const schema = z.object({ rows: z.array(z.object({ id: z.string() })) });
    expect(parseAs(schema, '{"rows":[{"id":1}]}')).toMatchObject({ ok: false, error: { detail: "rows.0.id" } });
  });
});
