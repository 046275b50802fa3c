import * as z from "zod/mini";
import { idSchema } from "./ids.ts";
import { articleLimits, limits } from "./limits.ts";

/**
 * What an article says: a tree of closed kinds, as the editor (ProseMirror) writes it. Whatever is not in this file cannot
 * be stored: there is no node for script, style, frames or raw HTML. Attributes that are not named here are dropped.
 */
export type Mark =
  | { type: "bold" }
  | { type: "italic" }
  | { type: "strike" }
  | { type: "code" }
  | { type: "link"; attrs: { href: string } };

export type Inline = { type: "text"; text: string; marks?: Mark[] | undefined } | { type: "hardBreak" };

export type EmbedProvider = "youtube" | "vimeo" | "loom";

export type TableCell = {
  type: "tableCell" | "tableHeader";
  attrs?: { colspan?: number | undefined; rowspan?: number | undefined } | undefined;
  content: Block[];
};
export type TableRow = { type: "tableRow"; content: TableCell[] };
export type ListItem = { type: "listItem"; content: Block[] };

export type Block =
  | { type: "paragraph"; content?: Inline[] | undefined }
  | { type: "heading"; attrs: { level: 2 | 3 }; content?: Inline[] | undefined }
  | { type: "bulletList"; content: ListItem[] }
  | { type: "orderedList"; attrs?: { start?: number | undefined } | undefined; content: ListItem[] }
  | { type: "blockquote"; content: Block[] }
  | { type: "callout"; attrs: { tone: "info" | "tip" | "warning" }; content: Block[] }
  | { type: "codeBlock"; content?: { type: "text"; text: string }[] | undefined }
  | { type: "horizontalRule" }
  | { type: "image"; attrs: { file: string; alt: string; width: number; height: number } }
  | { type: "embed"; attrs: { provider: EmbedProvider; video: string } }
  | { type: "table"; content: TableRow[] };

export type ArticleDocument = { type: "doc"; content: Block[] };

/** A level deeper than this is refused: no reader follows there, and no stack has to. */
const deepest = 8;

/** Where a link of an article may lead: the web, a mailbox, a telephone, another page of the help centre. Never a script. */
export const hrefSchema = z
  .string()
  .check(
    z.maxLength(limits.urlCharacters, "link_unsafe"),
    z.regex(/^(?:https?:\/\/[^\s<>"'\\]+|mailto:[^\s<>"'\\]+|tel:[+\d() .-]+|\/help\/[^\s<>"'\\]*)$/i, "link_unsafe"),
  );

const markSchema: z.ZodMiniType<Mark> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("bold") }),
  z.object({ type: z.literal("italic") }),
  z.object({ type: z.literal("strike") }),
  z.object({ type: z.literal("code") }),
  z.object({ type: z.literal("link"), attrs: z.object({ href: hrefSchema }) }),
]);

const inlineSchema: z.ZodMiniType<Inline> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    text: z.string().check(z.minLength(1)),
    marks: z.optional(z.array(markSchema).check(z.maxLength(5))),
  }),
  z.object({ type: z.literal("hardBreak") }),
]);
const inlines = z.optional(z.array(inlineSchema));

/** Each provider's own ids, so that nothing but a video of theirs can stand in the frame's address. */
const videoPatterns: Record<EmbedProvider, RegExp> = {
  youtube: /^[A-Za-z0-9_-]{11}$/,
  vimeo: /^\d{6,12}$/,
  loom: /^[0-9a-f]{32}$/,
};

const embedSchema = z
  .object({ provider: z.enum(["youtube", "vimeo", "loom"], "embed_not_allowed"), video: z.string() })
  .check(z.refine(({ provider, video }) => videoPatterns[provider].test(video), "embed_not_allowed"));

/** The blocks without blocks in them. */
const leaves = [
  z.object({ type: z.literal("paragraph"), content: inlines }),
  z.object({ type: z.literal("heading"), attrs: z.object({ level: z.literal([2, 3]) }), content: inlines }),
  z.object({
    type: z.literal("codeBlock"),
    content: z.optional(z.array(z.object({ type: z.literal("text"), text: z.string() }))),
  }),
  z.object({ type: z.literal("horizontalRule") }),
  z.object({
    type: z.literal("image"),
    attrs: z.object({
      file: idSchema,
      alt: z.string().check(z.maxLength(articleLimits.imageWordsCharacters)),
      width: z.int().check(z.positive(), z.maximum(articleLimits.imageSide)),
      height: z.int().check(z.positive(), z.maximum(articleLimits.imageSide)),
    }),
  }),
  z.object({ type: z.literal("embed"), attrs: embedSchema }),
] as const;

const span = z.optional(z.int().check(z.positive(), z.maximum(50)));

function containing(inner: z.ZodMiniType<Block>): z.ZodMiniType<Block> {
  const content = z.array(inner).check(z.minLength(1));
  const items = z.array(z.object({ type: z.literal("listItem"), content })).check(z.minLength(1));
  const attrs = z.optional(z.object({ colspan: span, rowspan: span }));
  const cell = z.discriminatedUnion("type", [
    z.object({ type: z.literal("tableCell"), attrs, content }),
    z.object({ type: z.literal("tableHeader"), attrs, content }),
  ]);
  return z.discriminatedUnion("type", [
    ...leaves,
    z.object({ type: z.literal("bulletList"), content: items }),
    z.object({
      type: z.literal("orderedList"),
      attrs: z.optional(z.object({ start: z.optional(z.int().check(z.nonnegative(), z.maximum(9_999))) })),
      content: items,
    }),
    z.object({ type: z.literal("blockquote"), content }),
    z.object({
      type: z.literal("callout"),
      attrs: z.object({ tone: z.enum(["info", "tip", "warning"]) }),
      content,
    }),
    z.object({
      type: z.literal("table"),
      content: z
        .array(z.object({ type: z.literal("tableRow"), content: z.array(cell) }))
        .check(z.minLength(1), z.maxLength(500)),
    }),
  ]);
}

const noDeeper: z.ZodMiniType<Block> = z.discriminatedUnion("type", [...leaves]);

const blockSchema = Array.from({ length: deepest }).reduce<z.ZodMiniType<Block>>(containing, noDeeper);

export const articleDocumentSchema: z.ZodMiniType<ArticleDocument> = z.object({
  type: z.literal("doc"),
  content: z.array(blockSchema),
});

export const emptyDocument: ArticleDocument = { type: "doc", content: [{ type: "paragraph" }] };

/** The video that an address of a provider shows; null: not one of the allowed providers. */
export function embedOf(address: string): { provider: EmbedProvider; video: string } | null {
  const found =
    match(
      "youtube",
      /^https:\/\/(?:www\.|m\.)?youtube(?:-nocookie)?\.com\/(?:watch\?(?:[^#]*&)?v=|embed\/|shorts\/)([\w-]{11})/,
    ) ??
    match("youtube", /^https:\/\/youtu\.be\/([\w-]{11})/) ??
    match("vimeo", /^https:\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d{6,12})/) ??
    match("loom", /^https:\/\/(?:www\.)?loom\.com\/(?:share|embed)\/([0-9a-f]{32})/);
  return found;

  function match(provider: EmbedProvider, pattern: RegExp) {
    const video = pattern.exec(address.trim())?.[1];
    return video === undefined ? null : { provider, video };
  }
}

/** Where a provider's video is framed from. The pages that show articles allow these hosts and no others (`embedHosts`). */
export function embedAddress({ provider, video }: { provider: EmbedProvider; video: string }): string {
  if (provider === "youtube") return `https://www.youtube-nocookie.com/embed/${video}`;
  return provider === "vimeo" ? `https://player.vimeo.com/video/${video}?dnt=1` : `https://www.loom.com/embed/${video}`;
}

export const embedHosts = ["https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://www.loom.com"];
