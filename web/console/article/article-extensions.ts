import { type Extensions, mergeAttributes, Node } from "@tiptap/core";
import { TableKit } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import { StarterKit } from "@tiptap/starter-kit";
import { hrefSchema } from "#protocol/article-document";
import { articlePaths } from "#protocol/paths";

/** What an article may be made of: the editor's side of `article-document.ts`. A block that is in only one of the two cannot be saved. */
export function articleExtensions(placeholder: () => string): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      underline: false,
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: "https",
        isAllowedUri: (address) => hrefSchema.safeParse(address).success,
        HTMLAttributes: { target: null, rel: null, class: null },
      },
    }),
    TableKit.configure({ table: { resizable: false } }),
    Placeholder.configure({ placeholder }),
    ArticleImage,
    Embed,
    Callout,
  ];
}

const ArticleImage = Node.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ file: {}, alt: { default: "" }, width: {}, height: {} }),
  // Only our own pictures: what is pasted from elsewhere has another address and is left out.
  parseHTML: () => [
    {
      tag: "img[src]",
      getAttrs: (image) => {
        const file = /\/help\/images\/([\w-]+)$/.exec(image.getAttribute("src") ?? "")?.[1];
        const side = (name: string) => Number(image.getAttribute(name));
        const [width, height] = [side("width"), side("height")];
        if (file === undefined || !(width > 0) || !(height > 0)) return false;
        return { file, width, height, alt: image.getAttribute("alt") ?? "" };
      },
    },
  ],
  renderHTML: ({ node }) => {
    const { file, alt, width, height } = node.attrs;
    return [
      "img",
      { src: articlePaths.image(String(file)), alt: String(alt), width: String(width), height: String(height) },
    ];
  },
});

const names: Record<string, string> = { youtube: "YouTube", vimeo: "Vimeo", loom: "Loom" };

/** Drawn as a card: the console frames nobody else's pages while somebody writes. */
const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    provider: { parseHTML: (element) => element.getAttribute("data-provider") },
    video: { parseHTML: (element) => element.getAttribute("data-video") },
  }),
  parseHTML: () => [{ tag: "div[data-video]" }],
  renderHTML: ({ node }) => {
    const { provider, video } = node.attrs;
    const data = { class: "article-embed", "data-provider": String(provider), "data-video": String(video) };
    return ["div", data, `${names[String(provider)] ?? ""} · ${String(video)}`];
  },
});

const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    tone: { default: "info", parseHTML: (element) => element.getAttribute("data-tone") ?? "info" },
  }),
  parseHTML: () => [{ tag: "aside[data-tone]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "aside",
    mergeAttributes(HTMLAttributes, { tone: null, "data-tone": String(node.attrs["tone"]) }),
    0,
  ],
});

/** Headings of other pages begin with h1 and go on to h6: an article has two levels below its title. */
export function pastedHtml(html: string): string {
  return html.replaceAll(/<(\/?)h1\b/gi, "<$1h2").replaceAll(/<(\/?)h[4-6]\b/gi, "<$1h3");
}
