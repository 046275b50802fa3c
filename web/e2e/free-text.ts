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
  propertyNames?: Node;
  type?: string;
  pattern?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
};

/**
 * Where in a schema somebody may write markup, as `contents[].messages[].text`: texts that neither a pattern, a format nor a list keeps
 * from it. `attributes{}` are the values of a record and `attributes{key}` its keys.
 */
export function freeTexts(schema: z.ZodMiniType): string[] {
  const whole = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "ref" }) as Node;
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
    below(node.propertyNames, `${path}{key}`);
    if (lets(node)) found.add(path);
  };
  walk(whole, "", 0);
  return [...found];
}

/** Whether a text may be markup: of a pattern, whether it lets any of these through. */
function lets({ type, pattern, format, enum: list, const: only }: Node): boolean {
  if (type !== "string" || list !== undefined || only !== undefined) return false;
  if (pattern === undefined) return format === undefined || format === "uri";
  const fits = new RegExp(pattern, "u");
  return beginnings.some((each) => fits.test(`${each}<img/src=x/onerror=ran()>`));
}

/** What patterns ask for before they let anything follow. */
const beginnings = [
  "",
  "a",
  "1",
  "#",
  "/",
  "*",
  ".",
  "{{",
  "a@b.test",
  "https://x.test/",
  "en-",
  "data:image/png;base64,",
];

/** Whether something in `body` holds `mark` at this place. */
export function holdsAt(body: unknown, path: string, mark: string): boolean {
  const parts = path.split(/\.|(?=\[\]|\{)/);
  const look = (value: unknown, [part, ...rest]: string[]): boolean => {
    if (part === undefined) return typeof value === "string" && value.includes(mark);
    if (typeof value !== "object" || value === null) return false;
    if (part === "{key}") return Object.keys(value).some((key) => key.includes(mark));
    if (part === "[]" || part === "{}") return Object.values(value).some((each) => look(each, rest));
    return look(Reflect.get(value, part), rest);
  };
  return look(body, parts);
}

const worker = join(import.meta.dirname, "../../worker");

/** What reads something by a schema, as the code has it. */
const reading =
  /\b(?:(\w+[sS]chema)\.(?:safeParse|parse)\(|(?:readBody|parseAs|parseFrame|parseQuery|safeParse|parse)\(\s*(?:c,\s*)?(\w+[sS]chema)\b)/g;

/**
 * The schemas by which the Worker reads what somebody sends, what other servers say and what it has kept, and in which markup may stand, or
 * of which nobody can tell: by their names in the protocol, or with the file that has them to itself.
 */
export async function schemasWithTexts(): Promise<string[]> {
  const files = globSync("protocol/*.ts", { cwd: worker }).filter((path) => !/\.(test|golden)\./.test(path));
  const modules: object[] = await Promise.all(files.map((path) => import(join(worker, path)) as Promise<object>));
  const known = new Map(modules.flatMap((each) => Object.entries(each)));
  const readers = globSync("**/*.{routes,object,store}.ts", { cwd: worker }).concat("protocol/client-frame.ts");
  const found = new Set<string>();
  for (const path of readers)
    for (const [, before, inside] of readFileSync(join(worker, path), "utf8").matchAll(reading)) {
      const name = before ?? inside ?? "";
      if (name === "schema") continue;
      const schema: unknown = known.get(name);
      if (!isSchema(schema)) found.add(`${path} ${name}`);
      else if (mayHoldTexts(schema)) found.add(name);
    }
  return [...found].toSorted();
}

function mayHoldTexts(schema: z.ZodMiniType): boolean {
  try {
    return freeTexts(schema).length > 0;
  } catch {
    return true;
  }
}

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === "object" && value !== null && "safeParse" in value;
