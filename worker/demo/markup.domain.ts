import type { ArticleDocument, Block, Inline, TableCell } from "../protocol/article-document.ts";

/**
 * The demo's articles are written as one would type them: a line is a paragraph, "## " a heading, "- " and "1. " a list, "| " a row of
 * a table (the first one its head), "! ", "? " and "* " a warning, some information and a tip; **bold** and [words](address) inside.
 */
export function documentOf(text: string): ArticleDocument {
  const content: Block[] = [];
  for (const raw of text.trim().split("\n")) {
    const line = raw.trim();
    if (line !== "") add(content, line);
  }
  return { type: "doc", content };
}

function add(content: Block[], line: string): void {
  const [, mark = "", rest = line] = /^(##|###|-|1\.|\||!|\?|\*) (.*)$/.exec(line) ?? [];
  const last = content.at(-1);
  const paragraph: Block = { type: "paragraph", content: inlines(rest) };
  switch (mark) {
    case "##":
    case "###":
      content.push({ type: "heading", attrs: { level: mark === "##" ? 2 : 3 }, content: inlines(rest) });
      return;
    case "-":
    case "1.": {
      const type = mark === "-" ? "bulletList" : "orderedList";
      const item = { type: "listItem" as const, content: [paragraph] };
      if (last?.type === type) last.content.push(item);
      else content.push({ type, content: [item] });
      return;
    }
    case "|": {
      const type = last?.type === "table" ? "tableCell" : "tableHeader";
      const cells = rest.split("|").map((cell): TableCell => {
        return { type, content: [{ type: "paragraph", content: inlines(cell.trim()) }] };
      });
      const row = { type: "tableRow" as const, content: cells };
      if (last?.type === "table") last.content.push(row);
      else content.push({ type: "table", content: [row] });
      return;
    }
    case "!":
    case "?":
    case "*": {
      const tone = mark === "!" ? "warning" : mark === "?" ? "info" : "tip";
      content.push({ type: "callout", attrs: { tone }, content: [paragraph] });
      return;
    }
    default:
      content.push(paragraph);
  }
}

function inlines(text: string): Inline[] {
  return [...text.matchAll(/\*\*(.+?)\*\*|\[(.+?)\]\((.+?)\)|[^*[]+|[*[]/g)].map(
    ([whole, bold, words, href]): Inline => {
      if (bold !== undefined) return { type: "text", text: bold, marks: [{ type: "bold" }] };
      if (words !== undefined && href !== undefined)
        return { type: "text", text: words, marks: [{ type: "link", attrs: { href } }] };
      return { type: "text", text: whole };
    },
  );
}
