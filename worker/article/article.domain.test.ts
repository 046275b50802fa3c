import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ArticleDocument, articleDocumentSchema, type Block, embedOf } from "../protocol/article-document.ts";
import { firstWords, freeSlug, headingsOf, isEmpty, plainText, renderArticle, slugOf } from "./article.domain.ts";

const doc = (...content: Block[]): ArticleDocument => ({ type: "doc", content });
const paragraph = (text: string, ...marks: { type: "link"; attrs: { href: string } }[]): Block => ({
  type: "paragraph",
  content: [{ type: "text", text, marks }],
});
const issueOf = (document: unknown) => articleDocumentSchema.safeParse(document).error?.issues[0]?.message;

describe("an article as HTML", () => {
  test("[AR1] whatever is written comes out as text: no element and no attribute but ours", () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</code></pre><iframe src=//evil>",
        "&lt;script&gt;",
        "' onmouseover='x",
      ),
    );
    const words = nasty.filter((text) => text !== "");
    const block = fc.oneof(
      words.map((text): Block => paragraph(text)),
      words.map((text): Block => ({ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text }] })),
      words.map((text): Block => ({ type: "codeBlock", content: [{ type: "text", text }] })),
      words.map((alt): Block => ({ type: "image", attrs: { file: "0123456789abcdef", alt, width: 4, height: 3 } })),
      words.map((text): Block => ({
        type: "table",
        content: [{ type: "tableRow", content: [{ type: "tableCell", content: [paragraph(text)] }] }],
      })),
    );
    fc.assert(
      fc.property(fc.array(block), (content) => {
        const html = renderArticle({ type: "doc", content });
        // Without our own tags nothing that could open one is left.
        const bare = html.replaceAll(
          /<\/?(?:p|h2|h3|pre|code|table|tr|td|div|img)(?: (?:dir|id|tabindex|class|src|alt|width|height|loading|decoding)="[^"<>]*")*>/g,
          "",
        );
        expect(bare).not.toMatch(/[<>"']/);
      }),
    );
  });

  test("[AR1] marks nest as the editor nested them, links to elsewhere open safely", () => {
    const html = renderArticle(
      doc({
        type: "paragraph",
        content: [
          { type: "text", text: "Roast", marks: [{ type: "bold" }, { type: "italic" }] },
          { type: "hardBreak" },
          { type: "text", text: "shop", marks: [{ type: "link", attrs: { href: "https://shop.test/?a=1&b=2" } }] },
          { type: "text", text: "next", marks: [{ type: "link", attrs: { href: "/help/en/grind" } }] },
        ],
      }),
    );
    expect(html).toBe(
      '<p dir="auto"><strong><em>Roast</em></strong><br><a href="https://shop.test/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">shop</a>' +
        '<a href="/help/en/grind">next</a></p>',
    );
  });

  test("[AR1] headings have addresses of their own, also when two are the same", () => {
    const heading = (text: string): Block => ({
      type: "heading",
      attrs: { level: 2 },
      content: [{ type: "text", text }],
    });
    const document = doc(heading("Grind"), heading("Grind"), heading("…"));
    expect(headingsOf(document).map(({ id }) => id)).toEqual(["grind", "grind-2", "section"]);
    expect(renderArticle(document)).toContain('<h2 id="grind-2" dir="auto">Grind</h2>');
  });

  test("a video is framed from its provider alone, and may do little", () => {
    const html = renderArticle(doc({ type: "embed", attrs: { provider: "youtube", video: "dQw4w9WgXcQ" } }));
    expect(html).toContain('src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"');
    expect(html).toContain('sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"');
  });
});

describe("what may stand in an article", () => {
  test.each([
    ["a script", { type: "doc", content: [{ type: "script", content: [{ type: "text", text: "alert(1)" }] }] }],
    ["raw HTML", { type: "doc", content: [{ type: "html", attrs: { html: "<b>" } }] }],
    ["a frame", { type: "doc", content: [{ type: "iframe", attrs: { src: "https://evil.test" } }] }],
    [
      "an image from elsewhere",
      { type: "doc", content: [{ type: "image", attrs: { src: "https://evil.test/x.png" } }] },
    ],
    ["a list without items", { type: "doc", content: [{ type: "bulletList", content: [] }] }],
    [
      "a node where only text may stand",
      { type: "doc", content: [{ type: "paragraph", content: [{ type: "image" }] }] },
    ],
    ["no document at all", "<p>hello</p>"],
  ])("[AR2] %s has nowhere to go", (_, document) => {
    expect(articleDocumentSchema.safeParse(document).success).toBe(false);
  });

  test("[AR2] attributes that nobody named are dropped", () => {
    const pasted = { type: "doc", content: [{ type: "paragraph", attrs: { onclick: "x" }, style: "x", content: [] }] };
    expect(articleDocumentSchema.parse(pasted)).toEqual(doc({ type: "paragraph", content: [] }));
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil.test",
    "/api/session",
    'https://a.test/"onx="',
    "",
  ])("[AR3] a link to %j is refused", (href) => {
    expect(issueOf(doc(paragraph("x", { type: "link", attrs: { href } })))).toBe("link_unsafe");
  });

  test.each([
    "https://shop.test/a?b#c",
    "http://shop.test",
    "mailto:ana@shop.test",
    "tel:+55 11 99999-0000",
    "/help/en/grind",
  ])("[AR3] a link to %s is let in", (href) => {
    expect(issueOf(doc(paragraph("x", { type: "link", attrs: { href } })))).toBeUndefined();
  });

  test.each([
    { provider: "evil", video: "dQw4w9WgXcQ" },
    { provider: "youtube", video: "../../evil" },
    { provider: "vimeo", video: "12345678?x=//evil" },
  ])("[AR4] an embed of %j is refused", (attrs) => {
    expect(issueOf({ type: "doc", content: [{ type: "embed", attrs }] })).toBe("embed_not_allowed");
  });

  test("[AR4] addresses of the allowed hosts are known, others are not", () => {
    expect(embedOf("https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=3")).toEqual({
      provider: "youtube",
      video: "dQw4w9WgXcQ",
    });
    expect(embedOf("https://youtu.be/dQw4w9WgXcQ?si=x")?.video).toBe("dQw4w9WgXcQ");
    expect(embedOf("https://vimeo.com/123456789")).toEqual({ provider: "vimeo", video: "123456789" });
    for (const other of [
      "https://evil.test/watch?v=dQw4w9WgXcQ",
      "https://youtube.com.evil.test/embed/dQw4w9WgXcQ",
      "javascript:x",
    ]) {
      expect(embedOf(other)).toBeNull();
    }
  });

  test("[AR5] a tree that is deeper than anybody reads is refused, however deep, without a crash", () => {
    const nested = (depth: number) =>
      JSON.parse(
        `{"type":"doc","content":[${'{"type":"blockquote","content":['.repeat(depth)}${'{"type":"paragraph"}'}${"]}".repeat(depth)}]}`,
      );
    expect(articleDocumentSchema.safeParse(nested(8)).success).toBe(true);
    expect(articleDocumentSchema.safeParse(nested(9)).success).toBe(false);
    expect(articleDocumentSchema.safeParse(nested(5_000)).success).toBe(false);
  });
});

describe("words", () => {
  test.each([
    ["How do I return coffee?", "how-do-i-return-coffee"],
    ["Trocas e devoluções: o que é preciso?", "trocas-e-devolucoes-o-que-e-preciso"],
    ["Größe & Gewicht", "grosse-gewicht"],
    ["It’s 100% fresh", "its-100-fresh"],
    ["كيف أطحن القهوة", "كيف-أطحن-القهوة"],
    ["🙈", ""],
  ])("%s is found at %s", (title, slug) => expect(slugOf(title)).toBe(slug));

  test("a slug is never longer than asked, and ends with a whole word", () => {
    fc.assert(fc.property(fc.string(), (title) => slugOf(title, 30).length <= 30));
    expect(slugOf("one two three", 8)).toBe("one-two");
  });

  test("a taken slug gets the next number", () => {
    expect(freeSlug("grind", new Set())).toBe("grind");
    expect(freeSlug("grind", new Set(["grind", "grind-2"]))).toBe("grind-3");
  });

  test("the search reads everything that is written, also in lists and tables", () => {
    const cell = (text: string) => ({ type: "tableCell" as const, content: [paragraph(text)] });
    const document = doc(
      paragraph("one"),
      { type: "bulletList", content: [{ type: "listItem", content: [paragraph("two")] }] },
      { type: "table", content: [{ type: "tableRow", content: [cell("three"), cell("four")] }] },
    );
    expect(plainText(document)).toBe("one\ntwo\nthree\nfour");
    expect(firstWords(doc(paragraph("word ".repeat(100))), 40)).toMatch(/^(word ){7}word…$/);
  });

  test("an article of nothing but empty lines is empty; one with an image is not", () => {
    expect(isEmpty(doc({ type: "paragraph" }, paragraph("  ")))).toBe(true);
    expect(isEmpty(doc({ type: "image", attrs: { file: "0123456789", alt: "", width: 1, height: 1 } }))).toBe(false);
  });
});
