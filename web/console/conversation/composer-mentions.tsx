import { For, type Accessor } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { usePresence } from "../agent/agent-presence.ts";
import { t } from "../console-intl.ts";
import { type CaretChoice, createCaretChoice } from "./caret-choice.ts";
import { type CaretQuery, caretQuery } from "./caret-query.ts";
import { mentionMatches, type Mentionable } from "./mention-text.ts";

export type MentionAgent = Mentionable & { picture: string | null; teamIds: readonly string[] };

/** Who is offered while "@…" is being written. */
export function createMentionChoice(options: {
  agents: Accessor<readonly MentionAgent[]>;
  /** The text and the place of the caret; null where nobody can be mentioned. */
  writing: Accessor<{ text: string; caret: number } | null>;
  onTake: (agent: MentionAgent, at: CaretQuery) => void;
}): CaretChoice<MentionAgent> {
  return createCaretChoice({
    query: () => {
      const writing = options.writing();
      return writing && caretQuery(writing.text, writing.caret, "@");
    },
    matches: (query) => {
      const found = mentionMatches(options.agents(), query);
      // A name that stands there whole is no question any more.
      return found.length === 1 && found[0]?.name === query ? [] : found;
    },
    onTake: options.onTake,
    opened: (count) => t("liveChat.composer.mentionsFound", { count }),
  });
}

export function mentionOptionId(agentId: string): string {
  return `mention-${agentId}`;
}

/** The list over the composer. */
export function MentionList(props: { choice: CaretChoice<MentionAgent>; id: string }) {
  const presence = usePresence();
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
            <Avatar
              name={agent.name}
              seed={agent.id}
              picture={agent.picture ?? undefined}
              size="sm"
              {...presence(agent)}
            />
            <span class="ui-truncate">{agent.name}</span>
          </div>
        )}
      </For>
    </div>
  );
}
