import { For, Show, createMemo, createSignal } from "solid-js";
import type { TextPart } from "./link-recognition.ts";
import "./rich-text.css";

type Recognise = (text: string) => TextPart[];

// The recogniser (4.5 kB) arrives with the first text that may hold a link; until then that text stands plain.
const [recognise, setRecognise] = createSignal<Recognise>();
let asked = false;

function loadRecogniser(): void {
  if (asked) return;
  asked = true;
  import("./link-recognition.ts").then(
    (module) => setRecognise(() => module.linkParts),
    () => {
      // Offline, or a new deploy: asked again with the next text.
      asked = false;
    },
  );
}

const MAY_HOLD_LINK = /[\p{L}\p{N}][.:@][\p{L}\p{N}/]/u;

/** The words alone, links in them pressable: for inside of an element that says how text stands. */
export function LinkedText(props: { text: string }) {
  const parts = createMemo<TextPart[]>(() => {
    if (!MAY_HOLD_LINK.test(props.text)) return [{ text: props.text }];
    loadRecogniser();
    return recognise()?.(props.text) ?? [{ text: props.text }];
  });
  return (
    <For each={parts()}>
      {(part) => (
        <Show when={part.href} fallback={part.text}>
          {(href) => (
            <a href={href()} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          )}
        </Show>
      )}
    </For>
  );
}

/**
 * Text that somebody wrote, as they wrote it: line breaks kept, web and mail addresses pressable, everything else just
 * text. Nothing in it is ever read as HTML. Direction follows the text itself.
 */
export function RichText(props: { text: string; class?: string | undefined }) {
  return (
    <span class={`ui-rich-text${props.class ? ` ${props.class}` : ""}`} dir="auto">
      <LinkedText text={props.text} />
    </span>
  );
}
