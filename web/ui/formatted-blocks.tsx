import { For, createMemo } from "solid-js";
import type { JSX } from "solid-js";
import { type Block, type Inline, parseMarkup } from "./markup.ts";
import { LinkedText } from "./rich-text.tsx";
import "./formatted-blocks.css";

type Leaf = (text: string) => JSX.Element;

/** The elements of a formed text: use FormattedText, which loads this when it is needed. */
export function FormattedBlocks(props: { text: string; leaf?: Leaf | undefined }) {
  const blocks = createMemo(() => parseMarkup(props.text));
  const leaf: Leaf = (text) => (props.leaf ? props.leaf(text) : <LinkedText text={text} />);
  return (
    <div class="ui-rich-text ui-formatted" dir="auto">
      <For each={blocks()}>{(block) => drawBlock(block, leaf)}</For>
    </div>
  );
}

// The tree of a text is made anew with each text, so plain functions draw it: nothing in it ever changes.
function drawBlock(block: Block, leaf: Leaf): JSX.Element {
  const items = (lines: Inline[][]) => lines.map((line) => <li dir="auto">{drawLine(line, leaf)}</li>);
  switch (block.kind) {
    case "words":
      return <p>{drawLines(block.lines, leaf)}</p>;
    case "quote":
      return <blockquote>{drawLines(block.lines, leaf)}</blockquote>;
    case "list":
      return <ul>{items(block.lines)}</ul>;
    case "steps":
      return <ol start={block.start}>{items(block.lines)}</ol>;
    case "code":
      return (
        <pre dir="ltr" tabindex="0" class="ui-scroll">
          <code>{block.text}</code>
        </pre>
      );
  }
}

function drawLines(lines: Inline[][], leaf: Leaf): JSX.Element {
  return lines.map((line, index) => [index > 0 ? "\n" : "", drawLine(line, leaf)]);
}

function drawLine(parts: Inline[], leaf: Leaf): JSX.Element {
  return parts.map((part) => {
    switch (part.kind) {
      case "text":
        return leaf(part.text);
      case "code":
        return <code>{part.text}</code>;
      case "bold":
        return <strong>{drawLine(part.children, leaf)}</strong>;
      case "italic":
        return <em>{drawLine(part.children, leaf)}</em>;
      case "struck":
        return <s>{drawLine(part.children, leaf)}</s>;
      case "link":
        return (
          <a href={part.href} title={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {drawLine(part.children, (text) => text)}
          </a>
        );
    }
  });
}
