import fc from "fast-check";
import * as z from "zod/mini";

/** What a frame may name so that it reaches something: ids and places that exist. */
export type Known = { ids: readonly string[]; most: number };

type Node = { [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Texts that somebody tries: empty, long, turned around, half a character, markup, a statement. */
const triedTexts = [
  ...["", " ", "Hello", "0", "null", "ping", "\u0000", "\u202Eabc", "\uD800", "👩‍👩‍👧‍👦".repeat(20), "á́́".repeat(50)],
  ...[
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE entry; --",
    "{{customer.name}}",
    "../../../etc/passwd",
    "__proto__",
  ],
  ...["javascript:alert(1)", "https://shop.test/cart?id=1#x", "https://shop.test", "a".repeat(10_000)],
];

/**
 * Everything that a schema of the protocol lets in, by its grammar: the JSON Schema that zod makes of it. What only a refinement
 * forbids may come too, which is as well.
 */
export function framesOf(schema: z.ZodMiniType, known: Known): fc.Arbitrary<unknown> {
  return arbitraryOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }), known);
}

function arbitraryOf(node: Node, known: Known): fc.Arbitrary<unknown> {
  const choices = [...nodesOf(node["anyOf"]), ...nodesOf(node["oneOf"])];
  if (choices.length > 0) return fc.oneof(...choices.map((each) => arbitraryOf(each, known)));
  if ("const" in node) return fc.constant(node["const"]);
  if (Array.isArray(node["enum"])) return fc.constantFrom(...(node["enum"] as unknown[]));
  switch (node["type"]) {
    case "string":
      return textOf(node, known);
    case "integer":
    case "number":
      return numberOf(node, known);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(arbitraryOf(isNode(node["items"]) ? node["items"] : {}, known), {
        minLength: numberIn(node, "minItems", 0),
        maxLength: Math.min(numberIn(node, "maxItems", 4), numberIn(node, "minItems", 0) + 4),
      });
    case "object":
      return objectOf(node, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf(node: Node, known: Known): fc.Arbitrary<string> {
  const pattern = typeof node["pattern"] === "string" ? new RegExp(node["pattern"]) : null;
  const [least, most] = [numberIn(node, "minLength", 0), numberIn(node, "maxLength", 12_000)];
  const fits = (text: string) => text.length >= least && text.length <= most && (pattern?.test(text) ?? true);
  const existing = [...known.ids, ...triedTexts].filter(fits);
  const made =
    pattern === null ? fc.string({ minLength: least, maxLength: Math.min(most, least + 30) }) : matching(pattern);
  return existing.length === 0
    ? made
    : fc.oneof({ weight: pattern === null ? 3 : 1, arbitrary: fc.constantFrom(...existing) }, made);
}

/** `^https?:\/\//` is open at its end: so are the texts that fit it. */
const matching = (pattern: RegExp): fc.Arbitrary<string> =>
  fc.stringMatching(pattern).map((text) => text.slice(0, 2_500));

function numberOf(node: Node, known: Known): fc.Arbitrary<number> {
  const least = numberIn(node, "minimum", -(2 ** 31));
  const most = numberIn(node, "maximum", Number.MAX_SAFE_INTEGER);
  if (node["type"] === "number")
    return fc.double({ min: Math.max(least, -1e9), max: Math.min(most, 1e9), noNaN: true });
  const near = fc.integer({ min: Math.max(least, 0), max: Math.max(Math.min(most, known.most), Math.max(least, 0)) });
  return fc.oneof({ weight: 4, arbitrary: near }, fc.integer({ min: Math.max(least, -(2 ** 31)), max: most }));
}

function objectOf(node: Node, known: Known): fc.Arbitrary<unknown> {
  const properties = isNode(node["properties"]) ? node["properties"] : {};
  const fields = Object.entries(properties).flatMap(([name, each]) =>
    isNode(each) ? [[name, arbitraryOf(each, known)] as const] : [],
  );
  const more = node["additionalProperties"];
  if (fields.length === 0 && isNode(more)) {
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), arbitraryOf(more, known), { maxKeys: 5 });
  }
  const requiredKeys = Array.isArray(node["required"]) ? (node["required"] as string[]) : [];
  const whole = fc.record(Object.fromEntries(fields), { requiredKeys });
  const bare = fc.record(Object.fromEntries(fields.filter(([name]) => requiredKeys.includes(name))));
  // Nearly every field that may be left out names something that must be there: with any of them most frames are refused.
  return fc.oneof(bare, whole);
}

function numberIn(node: Node, key: string, otherwise: number): number {
  const value = node[key];
  return typeof value === "number" ? value : otherwise;
}

/** The same frame as somebody sends it who does not keep to the grammar: a field less, more or of another kind, bytes that changed. */
export function broken(frames: fc.Arbitrary<unknown>): fc.Arbitrary<string | Uint8Array> {
  const text = frames.map((frame) => JSON.stringify(frame));
  const junk = fc.constantFrom<unknown[]>(null, [], {}, -1, 1e308, true, "", "x".repeat(70_000), [[[[[[]]]]]], 2 ** 53);
  const forged = { author: { kind: "system" }, audience: "team", seq: 1, at: 0, actor: { kind: "agent" }, ready: true };
  const field = fc
    .tuple(frames, fc.nat(), junk, fc.constantFrom("drop", "replace", "forge", "proto"))
    .map(([frame, at, value, how]) => {
      if (!isNode(frame)) return JSON.stringify(value);
      if (how === "proto") return `{"__proto__":{"kind":"agent"},"constructor":1,${JSON.stringify(frame).slice(1)}`;
      if (how === "forge") return JSON.stringify({ ...frame, ...forged });
      const name = Object.keys(frame)[at % Math.max(1, Object.keys(frame).length)] ?? "kind";
      return JSON.stringify({ ...frame, [name]: how === "drop" ? undefined : value });
    });
  const cut = fc
    .tuple(text, fc.nat(), fc.nat(40), fc.string({ maxLength: 6, unit: "binary" }))
    .map(([whole, at, length, put]) => {
      const start = at % (whole.length + 1);
      return whole.slice(0, start) + put + whole.slice(start + length);
    });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    text.map((whole) => new TextEncoder().encode(whole)),
  );
  // A command under an id that nothing had before: those of the grammar mostly repeat one, and are answered as that was.
  const anew = fc
    .tuple(frames, fc.uuid())
    .map(([frame, id]) => JSON.stringify(isNode(frame) && "id" in frame ? { ...frame, id } : frame));
  return fc.oneof(
    { weight: 12, arbitrary: anew },
    { weight: 2, arbitrary: text },
    { weight: 3, arbitrary: field },
    { weight: 3, arbitrary: cut },
    { weight: 1, arbitrary: bytes },
  );
}
