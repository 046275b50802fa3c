import { For, createEffect, createMemo, createSignal, on, type Accessor } from "solid-js";
import { announce } from "../../ui/announcer.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { t } from "../console-intl.ts";
import { mentionMatches, mentionQuery, type Mentionable } from "./mention-text.ts";

export type MentionAgent = Mentionable & { picture: string | null };

/**
 * Who is offered while "@…" is being written. The focus stays in the text; arrows choose, Enter and Tab take, Escape puts
 * the list away until the next "@".
 */
export function createMentionChoice(options: {
  agents: Accessor<readonly MentionAgent[]>;
  /** The text and the place of the caret; null where nobody can be mentioned. */
  writing: Accessor<{ text: string; caret: number } | null>;
  onTake: (agent: MentionAgent, at: { start: number; query: string }) => void;
}) {
  const [index, setIndex] = createSignal(0);
  const [dismissed, setDismissed] = createSignal<number>();
  const query = createMemo(() => {
    const writing = options.writing();
    const found = writing && mentionQuery(writing.text, writing.caret);
    return found && found.start !== dismissed() ? found : null;
  });
  const matches = createMemo(() => {
    const wanted = query();
    if (!wanted) return [];
    const found = mentionMatches(options.agents(), wanted.query);
    // A name that stands there whole is no question any more.
    return found.length === 1 && found[0]?.name === wanted.query ? [] : found;
  });
  createEffect(on(query, (now, before) => now?.query !== before?.query && setIndex(0)));
  createEffect(
    on(
      () => matches().length,
      (count, before) => count > 0 && before === 0 && announce(t("liveChat.composer.mentionsFound", { count })),
    ),
  );

  const take = (agent: MentionAgent) => {
    const at = query();
    if (at) options.onTake(agent, at);
  };

  return {
    matches,
    active: () => matches()[Math.min(index(), matches().length - 1)],
    setActive: setIndex,
    take,
    /** True when the key was for the list. */
    press: (event: KeyboardEvent): boolean => {
      const count = matches().length;
      if (count === 0 || event.isComposing) return false;
      if (event.key === "ArrowDown") setIndex((at) => (at + 1) % count);
      else if (event.key === "ArrowUp") setIndex((at) => (at - 1 + count) % count);
      else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        const agent = matches()[index()];
        if (agent) take(agent);
      } else if (event.key === "Escape") setDismissed(query()?.start);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

export function mentionOptionId(agentId: string): string {
  return `mention-${agentId}`;
}

/** The list over the composer. */
export function MentionList(props: { choice: ReturnType<typeof createMentionChoice>; id: string }) {
  return (
    <div id={props.id} class="mention-list" role="listbox" aria-label={t("liveChat.composer.mentions")}>
      <For each={props.choice.matches()}>
        {(agent, index) => (
          <div
            id={mentionOptionId(agent.id)}
            class="mention-option"
            role="option"
            aria-selected={props.choice.active()?.id === agent.id}
            onPointerMove={() => props.choice.setActive(index())}
            // The focus stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.choice.take(agent)}
          >
            <Avatar name={agent.name} seed={agent.id} picture={agent.picture ?? undefined} size="sm" />
            <span class="ui-truncate">{agent.name}</span>
          </div>
        )}
      </For>
    </div>
  );
}
