import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

const worker = join(import.meta.dirname, "../../worker");

/** The schemas by which the Worker reads what somebody sends, as its code names them: of requests and of sockets. */
export function schemasRead(): string[] {
  const sources = globSync("**/*.{routes,object}.ts", { cwd: worker }).map((path) =>
    readFileSync(join(worker, path), "utf8"),
  );
  const named = sources.flatMap((source) => [...source.matchAll(/\b(?:readBody\(\s*c|parseAs\(),?\s*(\w+Schema)\b/g)]);
  return [...new Set(named.map(([, name = ""]) => name))].toSorted();
}

/** Those in which somebody may write whatever they like, or of which nobody can tell. */
export async function schemasWithTexts(): Promise<string[]> {
  const files = globSync("protocol/*.ts", { cwd: worker }).filter((path) => !/\.(test|golden)\./.test(path));
  const modules: object[] = await Promise.all(files.map((path) => import(join(worker, path)) as Promise<object>));
  const known = new Map(modules.flatMap((each) => Object.entries(each)));
  return schemasRead().filter((name) => {
    const schema: unknown = known.get(name);
    if (!isSchema(schema)) return true;
    try {
      return freeTexts(schema).length > 0;
    } catch {
      return true;
    }
  });
}

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === "object" && value !== null && "safeParse" in value;
