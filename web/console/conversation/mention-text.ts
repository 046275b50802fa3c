import type { CaretQuery } from "./caret-query.ts";

/** Somebody who can be mentioned. */
export type Mentionable = { id: string; name: string };

export type MentionPart = { text: string; agent?: Mentionable };

/** Those whose name matches what was typed, the best first: the beginning of the name, then of a word in it, then anywhere. */
export function mentionMatches<Agent extends Mentionable>(agents: readonly Agent[], query: string, most = 6): Agent[] {
  const wanted = plain(query);
  return agents
    .map((agent) => ({ agent, rank: rankOf(plain(agent.name), wanted) }))
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank || a.agent.name.localeCompare(b.agent.name))
    .slice(0, most)
    .map(({ agent }) => agent);
}

/** The text with the unfinished mention replaced by the name, and where the caret stands then. */
export function insertMention(
  text: string,
  caret: number,
  at: CaretQuery,
  agent: Mentionable,
): { text: string; caret: number } {
  const after = text.slice(caret);
  const inserted = `@${agent.name}${/^\s/.test(after) ? "" : " "}`;
  const next = at.start + inserted.length;
  return { text: text.slice(0, at.start) + inserted + after, caret: /^\s/.test(after) ? next + 1 : next };
}

/** Cuts a text at its mentions. A longer name wins over one that it begins with. Nothing of the text is lost or changed. */
export function mentionParts(text: string, agents: readonly Mentionable[]): MentionPart[] {
  if (agents.length === 0 || !text.includes("@")) return [{ text }];
  const longestFirst = agents.toSorted((a, b) => b.name.length - a.name.length);
  const parts: MentionPart[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const agent = longestFirst.find(({ name }) => standsAt(text, at + 1, name));
    if (!agent) continue;
    const end = at + 1 + agent.name.length;
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at) });
    parts.push({ text: text.slice(at, end), agent });
    plainFrom = end;
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom) });
  return parts;
}

/** The ids of those whom a note names, each once, in the order of the text. */
export function mentionedIds(text: string, agents: readonly Mentionable[]): string[] {
  return [...new Set(mentionParts(text, agents).flatMap(({ agent }) => (agent ? [agent.id] : [])))];
}

function standsAt(text: string, at: number, name: string): boolean {
  if (name === "" || !text.startsWith(name, at)) return false;
  return !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length));
}

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  return name.includes(wanted) ? 2 : 3;
}

/** Without accents and capitals: "jose" finds "José". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
