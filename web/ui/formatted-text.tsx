import type { JSX } from "solid-js";
import { Show } from "solid-js";
import { lazyPart } from "./part.tsx";
import { RichText } from "./rich-text.tsx";

/** Whether a text may hold any mark at all: only then the parser is asked for. */
const MAY_HOLD_MARK = /[*`]|~~|\]\(|^(?:> |- |\d{1,3}\. )/m;

const Blocks = lazyPart(() => import("./formatted-blocks.tsx").then((file) => file.FormattedBlocks));

export function mayHoldMark(text: string): boolean {
  return MAY_HOLD_MARK.test(text);
}

/**
 * Text whose author may form it (**bold**, lists, …: see markup.ts), made of elements and never read as HTML. `leaf` draws
 * the words between the marks; given nothing, their links are pressable. Parser and elements load with the first text that needs them;
 * until then that text stands as it was written.
 */
export function FormattedText(props: { text: string; leaf?: ((text: string) => JSX.Element) | undefined }) {
  const plain = () => (props.leaf ? <PlainText text={props.text} leaf={props.leaf} /> : <RichText text={props.text} />);
  return (
    <Show when={mayHoldMark(props.text)} fallback={plain()}>
      <Blocks text={props.text} leaf={props.leaf} fallback={plain()} />
    </Show>
  );
}

function PlainText(props: { text: string; leaf: (text: string) => JSX.Element }) {
  return (
    <span class="ui-rich-text" dir="auto">
      {props.leaf(props.text)}
    </span>
  );
}

/** Fetches what formed texts need, so that none is seen unformed first. */
export const preloadFormattedText = Blocks.preload;
