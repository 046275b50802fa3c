import * as z from "zod/mini";

type Node = {
  $ref?: string;
  $defs?: Record<string, Node>;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
  type?: string;
  pattern?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
};

/**
 * Where in a schema somebody may write whatever they like, as `contents[].messages[].text`: texts that neither a pattern, a format nor
 * a list bounds.
 */
export function freeTexts(schema: z.ZodMiniType): string[] {
  const whole = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Node;
  const found = new Set<string>();
  const walk = (node: Node, path: string, depth: number): void => {
    if (depth > 20) return;
    const below = (other: Node | undefined, at = path) => other && walk(other, at, depth + 1);
    if (node.$ref !== undefined) return below(whole.$defs?.[node.$ref.split("/").at(-1) ?? ""]);
    for (const each of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]) below(each);
    for (const [name, each] of Object.entries(node.properties ?? {}))
      below(each, path === "" ? name : `${path}.${name}`);
    below(node.items, `${path}[]`);
    if (typeof node.additionalProperties === "object") below(node.additionalProperties, `${path}{}`);
    const isBound = node.pattern ?? node.format ?? node.enum ?? (node.const === undefined ? undefined : true);
    if (node.type === "string" && isBound === undefined) found.add(path);
  };
  walk(whole, "", 0);
  return [...found];
}

/** Whether something in `body` holds `mark` at this place. */
export function holdsAt(body: unknown, path: string, mark: string): boolean {
  const parts = path.split(/\.|(?=\[\]|\{\})/);
  const look = (value: unknown, [part, ...rest]: string[]): boolean => {
    if (part === undefined) return typeof value === "string" && value.includes(mark);
    if (typeof value !== "object" || value === null) return false;
    if (part === "[]" || part === "{}") return Object.values(value).some((each) => look(each, rest));
    return look(Reflect.get(value, part), rest);
  };
  return look(body, parts);
}
