import type { Team } from "#protocol/team";
import { type Block, type BlockDraft, blockDraftSchema } from "#protocol/text-block";
import Papa from "papaparse";
import * as z from "zod/mini";
import { tagsOf } from "./block-draft.ts";

/** A block that was read from a file, and where; or what is wrong there. */
export type ReadBlock = { line: number; block: BlockDraft };
export type LineProblem = { line: number; field: string | null };
/** `without`: the lines of blocks that had files or an article, which a table cannot bring. They are among `blocks` where they say anything else. */
export type ReadFile = { blocks: ReadBlock[]; problems: LineProblem[]; without: number[] };

const columns = [
  ...(["kind", "shortcut", "title", "scope", "folder", "tags", "language", "text", "buttons"] as const),
  // What goes along and a table cannot hold: named, so that nobody believes that it is there.
  "attached",
] as const;
type Row = Record<(typeof columns)[number], string>;

/**
 * What a spreadsheet would run as a formula, behind apostrophes that somebody may have put there themselves: such a cell is
 * written with one more before it.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * Blocks as a table: one row for each message in each language, the rows of one block under each other. A cell that
 * begins as a formula does gets an apostrophe, so that opening the file runs nothing; reading takes it away again.
 */
export function writeCsv(blocks: readonly BlockDraft[], teams: readonly Team[]): string {
  const rows = blocks.flatMap((block) =>
    block.contents.flatMap(({ language, messages }) =>
      messages.map(({ text, buttons = [], attachments = [], article }): Row => ({
        kind: block.kind,
        shortcut: block.kind === "text" ? block.shortcut : "",
        title: block.title,
        scope: scopeName(block.scope, teams),
        folder: block.folder,
        tags: block.tags.join(", "),
        language,
        text,
        buttons: buttons.join(" | "),
        attached: [...attachments.map(({ name }) => name), ...(article ? [article.title] : [])].join(" | "),
      })),
    ),
  );
  const cells = rows.map((row) => columns.map((column) => harmless(row[column])));
  return Papa.unparse({ fields: [...columns], data: cells }, { newline: "\r\n" });
}

/** Whether a block has what a table cannot hold. */
export function hasAttached({ contents }: BlockDraft): boolean {
  return contents.some(({ messages }) => messages.some(({ attachments, article }) => attachments ?? article));
}

/** Everything of the blocks but what belongs to this workspace alone (ids, versions, uses). */
export function writeJson(blocks: readonly Block[]): string {
  return JSON.stringify({ format: "fala-text-blocks", blocks: blocks.map(draftOf) }, null, 2);
}

/** Never throws. `line` counts from 1 as an editor does; in a JSON file it is the number of the block. */
export function readBlocksFile(text: string, name: string, teams: readonly Team[]): ReadFile {
  return name.toLowerCase().endsWith(".json") ? readJson(text) : readCsv(text, teams);
}

const fileSchema = z.object({ blocks: z.array(z.unknown()) });

function readJson(text: string): ReadFile {
  const file = z.safeParse(fileSchema, jsonOf(text));
  if (!file.success) return { blocks: [], problems: [{ line: 1, field: null }], without: [] };
  return checked(file.data.blocks.map((block, index) => ({ line: index + 1, block })));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readCsv(text: string, teams: readonly Team[]): ReadFile {
  const { rows, lines } = parsed(text.replace(/^\u{FEFF}/u, ""));
  const [head, ...data] = rows;
  const names = (head ?? []).map((name) => name.trim().toLowerCase());
  if (!names.includes("text")) return { blocks: [], problems: [{ line: 1, field: null }], without: [] };
  const found = new Map<string, { line: number; block: BlockDraft }>();
  const without: number[] = [];
  for (const [index, cells] of data.entries()) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const line = lines[index + 1] ?? index + 2;
    const cell = (name: (typeof columns)[number]) => restored(cells[names.indexOf(name)] ?? "").trim();
    const kind = cell("kind") === "chat" ? "chat" : "text";
    const key = JSON.stringify([kind, cell("scope"), kind === "text" ? cell("shortcut") : cell("title")]);
    const block = found.get(key) ?? { line, block: begun(kind, cell, teams) };
    found.set(key, block);
    if (cell("attached") !== "") without.push(line);
    const buttons = cell("buttons")
      .split("|")
      .map((label) => label.trim())
      .filter((label) => label !== "");
    const message = buttons.length > 0 ? { text: cell("text"), buttons } : { text: cell("text") };
    const content = block.block.contents.find(({ language }) => language === cell("language"));
    if (content) content.messages.push(message);
    else block.block.contents.push({ language: cell("language"), messages: [message] });
  }
  return { ...checked([...found.values()]), without };
}

function begun(
  kind: Block["kind"],
  cell: (name: (typeof columns)[number]) => string,
  teams: readonly Team[],
): BlockDraft {
  const title = cell("title") || cell("shortcut");
  const common = { title, folder: cell("folder"), tags: tagsOf(cell("tags")), contents: [] };
  const scope = scopeOf(cell("scope"), teams);
  return kind === "text"
    ? { kind, shortcut: cell("shortcut").replace(/^#/, ""), scope, ...common }
    : { kind, scope, ...common };
}

/** The rows, and the line on which each begins: a cell may go over several lines. */
function parsed(text: string): { rows: string[][]; lines: number[] } {
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    step: ({ data, meta }) => {
      rows.push(data);
      lines.push(line);
      line += text.slice(from, meta.cursor).split("\n").length - 1;
      from = meta.cursor;
    },
  });
  return { rows, lines };
}

function checked(read: readonly { line: number; block: unknown }[]): ReadFile {
  const blocks: ReadBlock[] = [];
  const problems: LineProblem[] = [];
  for (const { line, block } of read) {
    const result = z.safeParse(blockDraftSchema, block);
    if (result.success) blocks.push({ line, block: result.data });
    else
      problems.push({ line, field: result.error.issues[0]?.path.map(String).find((at) => !/^\d+$/.test(at)) ?? null });
  }
  return { blocks, problems, without: [] };
}

export function draftOf(block: BlockDraft): BlockDraft {
  const { title, folder, tags, contents, scope } = block;
  const common = { title, folder, tags, contents, scope };
  return block.kind === "text" ? { kind: "text", shortcut: block.shortcut, ...common } : { kind: "chat", ...common };
}

function scopeName(scope: BlockDraft["scope"], teams: readonly Team[]): string {
  if (scope.kind !== "team") return scope.kind === "agent" ? "me" : "everybody";
  return teams.find(({ id }) => id === scope.id)?.name ?? scope.id;
}

/** "me" where nothing is said; a team by its name. An unknown one stays as it is, and the server says so. */
function scopeOf(name: string, teams: readonly Team[]): BlockDraft["scope"] {
  if (name === "" || name === "me") return { kind: "agent" };
  if (name === "everybody") return { kind: "everybody" };
  return { kind: "team", id: teams.find((team) => team.name.toLowerCase() === name.toLowerCase())?.id ?? name };
}

function harmless(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function restored(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
