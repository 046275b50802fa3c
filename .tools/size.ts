import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./run.ts";

/** What Vite's manifest says of one source: the file made of it, and the sources that come with it at once. */
type Chunk = { file: string; isEntry?: boolean; imports?: string[] };

export type Size = { name: string; bytes: number; bound: number; files: string[] };

/**
 * The script files that a page loads before anything is done on it: its entry, the sources that this entry then asks for in
 * any case (by their names in the manifest), and all that these import statically.
 */
export function firstLoad(manifest: Record<string, Chunk>, asked: string[] = []): string[] {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build; name in .tools/size.ts what is loaded in its place.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
  for (const key of asked) visit(key);
  return [...files].filter((file) => file.endsWith(".js"));
}

/** What every agent's first page needs beside its entry; the larger of the two languages stands for both. */
const consoleAsks = [
  "console/navigation/console-shell.tsx",
  "console/inbox/live-chat-screen.tsx",
  "connection/socket.ts",
  "intl/console.pt-br.ts",
];
/** And once its address names a conversation. */
const conversationAsks = [...consoleAsks, "console/conversation/conversation-view.tsx", "intl/attachment.pt-br.ts"];
const frameAsks = ["intl/widget.pt-br.ts"];

const dist = (file: string) => join(root, "dist", file);
const manifest = (name: string) =>
  JSON.parse(readFileSync(dist(`.vite/${name}.json`), "utf8")) as Record<string, Chunk>;

/** Gzip sizes of what is in dist/ now, each with the bound that it must keep. 1 kB is 1000 bytes. */
export function sizes(): Size[] {
  const measure = (name: string, bound: number, files: string[]): Size => {
    const bytes = files.map((file) => gzipSync(readFileSync(dist(file)), { level: 9 }).length);
    return { name, bound, files, bytes: bytes.reduce((sum, size) => sum + size, 0) };
  };
  return [
    measure("widget loader", 5_000, ["widget.js"]),
    measure("widget frame, first open", 45_000, firstLoad(manifest("frame"), frameAsks)),
    measure("recorder, after consent", 30_000, ["recorder.js"]),
    measure("console, first load", 150_000, firstLoad(manifest("console"), consoleAsks)),
    measure("console, a conversation opened by its link", 150_000, firstLoad(manifest("console"), conversationAsks)),
  ];
}

/** What is wrong with these sizes, one line each. */
export function tooLarge(measured: Size[]): string[] {
  return measured
    .filter(({ bytes, bound }) => bytes > bound)
    .map(({ name, bytes, bound }) => `${name}: ${bytes} bytes are ${bytes - bound} more than the bound of ${bound}.`);
}

if (import.meta.main) {
  const measured = sizes();
  for (const { name, bytes, bound, files } of measured) {
    console.log(
      `${name.padEnd(42)} ${String(bytes).padStart(7)} of ${String(bound).padStart(7)} bytes   ${files.join(" ")}`,
    );
  }
  const wrong = tooLarge(measured);
  for (const line of wrong) console.error(line);
  console.log(
    JSON.stringify({
      ok: wrong.length === 0,
      gzip: measured.map(({ name, bytes, bound }) => ({ name, bytes, bound })),
    }),
  );
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
