import { For, Show, createMemo } from "solid-js";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { LinkedText, RichText } from "../../ui/rich-text.tsx";
import { useConsole } from "../console-context.tsx";
import { mentionParts } from "./mention-text.ts";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,16}$/u;

/** A few emoji alone are a face, not a sentence: they are drawn larger. Digits are "emoji components" too, but no face. */
export function isOnlyEmoji(text: string): boolean {
  return ONLY_EMOJI.test(text) && /\p{Extended_Pictographic}/u.test(text) && !/[\d#*]/.test(text);
}

/**
 * What somebody wrote: the team's words formed by their marks, with the colleagues whom a note names; a customer's
 * just as they are.
 */
export function EntryWords(props: {
  text: string;
  isTeams: boolean;
  mentions?: readonly string[] | undefined;
  meId: string;
}) {
  const { directory } = useConsole();
  const named = createMemo(() => directory().filter(({ id }) => props.mentions?.includes(id)));
  const leaf = (text: string) => (
    <For each={mentionParts(text, named())}>
      {(part) => (
        <Show when={part.agent} fallback={<LinkedText text={part.text} />}>
          {(agent) => (
            <span class="entry-mention" data-me={agent().id === props.meId ? "" : undefined}>
              {part.text}
            </span>
          )}
        </Show>
      )}
    </For>
  );
  return (
    <div class="entry-words" dir="auto" data-emoji={isOnlyEmoji(props.text) ? "" : undefined}>
      <Show when={props.isTeams} fallback={<RichText text={props.text} />}>
        <FormattedText text={props.text} leaf={props.mentions ? leaf : undefined} />
      </Show>
    </div>
  );
}
