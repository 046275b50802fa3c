import type { Editor } from "@tiptap/core";
import type { LucideProps } from "lucide-solid";
import Bold from "lucide-solid/icons/bold";
import Code from "lucide-solid/icons/code";
import Heading2 from "lucide-solid/icons/heading-2";
import Heading3 from "lucide-solid/icons/heading-3";
import Info from "lucide-solid/icons/info";
import Italic from "lucide-solid/icons/italic";
import Lightbulb from "lucide-solid/icons/lightbulb";
import List from "lucide-solid/icons/list";
import ListOrdered from "lucide-solid/icons/list-ordered";
import Minus from "lucide-solid/icons/minus";
import Quote from "lucide-solid/icons/quote";
import SquareCode from "lucide-solid/icons/square-code";
import Strikethrough from "lucide-solid/icons/strikethrough";
import Table from "lucide-solid/icons/table";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import type { Component } from "solid-js";
import { t } from "./article-intl.ts";

/** Something that a press does to the text: a button of the bar, a line of the list behind "/". */
export type Tool = {
  name: string;
  label: () => string;
  icon: Component<LucideProps>;
  /** As createShortcut writes keys; the editor itself listens. */
  keys?: string;
  /** Further words by which it is found. */
  words?: string;
  run: (editor: Editor) => void;
  active?: (editor: Editor) => boolean;
};

function callout(name: "callout" | "tip" | "warning", tone: "info" | "tip" | "warning", icon: Tool["icon"]): Tool {
  return {
    ...{ name, icon, label: () => t(`articles.tool.${name}`), words: "callout" },
    run: (editor) => {
      const chain = editor.chain().focus();
      if (editor.isActive("callout", { tone })) chain.lift("callout").run();
      else if (editor.isActive("callout")) chain.updateAttributes("callout", { tone }).run();
      else chain.wrapIn("callout", { tone }).run();
    },
    active: (editor) => editor.isActive("callout", { tone }),
  };
}

export const marks: readonly Tool[] = [
  {
    ...{ name: "bold", icon: Bold, label: () => t("articles.tool.bold"), keys: "Mod+KeyB" },
    run: (editor) => editor.chain().focus().toggleBold().run(),
    active: (editor) => editor.isActive("bold"),
  },
  {
    ...{ name: "italic", icon: Italic, label: () => t("articles.tool.italic"), keys: "Mod+KeyI" },
    run: (editor) => editor.chain().focus().toggleItalic().run(),
    active: (editor) => editor.isActive("italic"),
  },
  {
    ...{ name: "strike", icon: Strikethrough, label: () => t("articles.tool.strike"), keys: "Mod+Shift+KeyS" },
    run: (editor) => editor.chain().focus().toggleStrike().run(),
    active: (editor) => editor.isActive("strike"),
  },
  {
    ...{ name: "code", icon: Code, label: () => t("articles.tool.code"), keys: "Mod+KeyE" },
    run: (editor) => editor.chain().focus().toggleCode().run(),
    active: (editor) => editor.isActive("code"),
  },
];

export const blocks: readonly Tool[] = [
  {
    ...{
      name: "heading",
      icon: Heading2,
      label: () => t("articles.tool.heading"),
      keys: "Mod+Alt+Digit2",
      words: "h2 title",
    },
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    active: (editor) => editor.isActive("heading", { level: 2 }),
  },
  {
    ...{
      name: "subheading",
      icon: Heading3,
      label: () => t("articles.tool.subheading"),
      keys: "Mod+Alt+Digit3",
      words: "h3",
    },
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    active: (editor) => editor.isActive("heading", { level: 3 }),
  },
  {
    ...{
      name: "bulletList",
      icon: List,
      label: () => t("articles.tool.bulletList"),
      keys: "Mod+Shift+Digit8",
      words: "ul",
    },
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    active: (editor) => editor.isActive("bulletList"),
  },
  {
    ...{
      name: "orderedList",
      icon: ListOrdered,
      label: () => t("articles.tool.orderedList"),
      keys: "Mod+Shift+Digit7",
    },
    ...{ words: "ol steps" },
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    active: (editor) => editor.isActive("orderedList"),
  },
  {
    ...{ name: "quote", icon: Quote, label: () => t("articles.tool.quote"), keys: "Mod+Shift+KeyB" },
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    active: (editor) => editor.isActive("blockquote"),
  },
  callout("callout", "info", Info),
  callout("tip", "tip", Lightbulb),
  callout("warning", "warning", TriangleAlert),
  {
    ...{ name: "codeBlock", icon: SquareCode, label: () => t("articles.tool.codeBlock"), keys: "Mod+Alt+KeyC" },
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    active: (editor) => editor.isActive("codeBlock"),
  },
  {
    ...{ name: "table", icon: Table, label: () => t("articles.tool.table") },
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    active: (editor) => editor.isActive("table"),
  },
  {
    ...{ name: "rule", icon: Minus, label: () => t("articles.tool.rule"), words: "hr line" },
    run: (editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];
