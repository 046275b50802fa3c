import { For, Show, createMemo } from "solid-js";
import { RichText } from "../../ui/rich-text.tsx";
import { useConsole } from "../console-context.tsx";
import { mentionParts } from "./mention-text.ts";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,16}$/u;

/** A few emoji alone are a face, not a sentence: they are drawn larger. Digits are "emoji components" too, but no face. */
export function isOnlyEmoji(text: string): boolean {
  return ONLY_EMOJI.test(text) && /\p{Extended_Pictographic}/u.test(text) && !/[\d#*]/.test(text);
}

/** What somebody wrote, with links and, in notes, with the colleagues whom it names. */
export function EntryWords(props: { text: string; mentions?: readonly string[] | undefined; meId: string }) {
  const { directory } = useConsole();
  const parts = createMemo(() => {
    const named = props.mentions;
    if (!named || named.length === 0) return [{ text: props.text }];
    return mentionParts(
      props.text,
      directory().filter(({ id }) => named.includes(id)),
    );
  });
  return (
    <span class="entry-words" dir="auto" data-emoji={isOnlyEmoji(props.text) ? "" : undefined}>
      <For each={parts()}>
        {(part) => (
          <Show when={"agent" in part && part.agent} fallback={<RichText text={part.text} />}>
            {(agent) => (
              <span class="entry-mention" data-me={agent().id === props.meId ? "" : undefined}>
                {part.text}
              </span>
            )}
          </Show>
        )}
      </For>
    </span>
  );
}
