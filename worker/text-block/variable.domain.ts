/** What a block's variables can be filled with; null: not known. Keys of `attributes` are the site's own. */
export type VariableValues = {
  customer: { name: string | null; email: string | null };
  agent: { name: string };
  team: { name: string };
  site: { name: string };
  attributes: Readonly<Record<string, string | number | boolean>>;
  /** What a flow asked for in this conversation. */
  answers?: Readonly<Record<string, string>>;
};

/** The names that every conversation knows, for lists and help. */
export const variableNames = [
  "customer.name",
  "customer.first_name",
  "customer.email",
  "agent.name",
  "agent.first_name",
  "team.name",
  "site.name",
] as const;

/** A variable in a text: where it stands, and what it asks for. */
export type Variable = { start: number; end: number; name: string; fallback: string | null };

// Only what looks like one of ours: a customer's template language in a message is none of our business.
const NAME = /(?:customer|agent|team|site)\.[a-z_]{1,40}|answer\.[a-z][a-z0-9_]{0,39}|attribute\.[^{}|\n]{1,64}?/;
const VARIABLE = new RegExp(`\\{\\{\\s*(${NAME.source})\\s*(?:\\|([^{}\\n]{0,200}))?\\}\\}`, "g");

/** The variables of a text, in their order. One that stands in a draft must be filled before it is sent. */
export function variablesIn(text: string): Variable[] {
  return [...text.matchAll(VARIABLE)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    name: found[1] ?? "",
    fallback: found[2]?.trim() ?? null,
  }));
}

/**
 * Puts values into a text, each variable once: what a value says is never read for variables again, so a customer whose name
 * is "{{agent.name}}" is just somebody with a strange name. One without a value and without a fallback stays as it
 * stands; `open` are those, where they are in the new text.
 */
export function fillVariables(text: string, values: VariableValues): { text: string; open: Variable[] } {
  let filled = "";
  let at = 0;
  const open: Variable[] = [];
  for (const variable of variablesIn(text)) {
    filled += text.slice(at, variable.start);
    at = variable.end;
    const value = valueOf(variable.name, values) ?? variable.fallback;
    const words = value === null ? text.slice(variable.start, variable.end) : harmless(value);
    if (value === null) open.push({ ...variable, start: filled.length, end: filled.length + words.length });
    filled += words;
  }
  return { text: filled + text.slice(at), open };
}

function valueOf(
  name: string,
  { customer, agent, team, site, attributes, answers = {} }: VariableValues,
): string | null {
  switch (name) {
    case "customer.name":
      return nonEmpty(customer.name);
    case "customer.first_name":
      return firstOf(customer.name);
    case "customer.email":
      return nonEmpty(customer.email);
    case "agent.name":
      return nonEmpty(agent.name);
    case "agent.first_name":
      return firstOf(agent.name);
    case "team.name":
      return nonEmpty(team.name);
    case "site.name":
      return nonEmpty(site.name);
    default: {
      if (name.startsWith("answer.")) {
        const asked = name.slice("answer.".length);
        return Object.hasOwn(answers, asked) ? nonEmpty(answers[asked] ?? null) : null;
      }
      const key = name.slice("attribute.".length);
      const value = name.startsWith("attribute.") && Object.hasOwn(attributes, key) ? attributes[key] : undefined;
      return value === undefined ? null : nonEmpty(String(value));
    }
  }
}

function nonEmpty(value: string | null): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function firstOf(name: string | null): string | null {
  return nonEmpty(name?.trim().split(/\s+/)[0] ?? null);
}

/** On one line, and without what would read as a variable once it stands in the draft. */
function harmless(value: string): string {
  return value
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\{{2,}/g, "{")
    .replaceAll(/\}{2,}/g, "}");
}
