import type { Viewer } from "#protocol/server-message";
import { For, Show, createMemo } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { intl, t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";

const MOST = 3;

/** Which colleagues have this conversation open, and what they are doing in it. */
export function ConversationViewers() {
  const { store, meId } = useConversation();
  const others = createMemo(() => store.viewers().filter(({ id }) => id !== meId));
  const text = () => intl.list(others().map(viewerText));
  return (
    <Show when={others().length > 0}>
      <Tooltip
        text={text()}
        placement="bottom"
        trigger={(trigger) => (
          <button {...trigger} type="button" class="conversation-viewers" aria-describedby={undefined}>
            <span class="ui-hidden">{`${t("liveChat.viewers")}: ${text()}`}</span>
            <For each={others().slice(0, MOST)}>
              {(viewer) => (
                <span class="conversation-viewer" data-typing={viewer.typing ?? undefined}>
                  <Avatar name={viewer.name} seed={viewer.id} picture={viewer.picture ?? undefined} size="sm" />
                </span>
              )}
            </For>
            <Show when={others().length > MOST}>
              <span class="conversation-viewers-more">+{others().length - MOST}</span>
            </Show>
          </button>
        )}
      />
    </Show>
  );
}

/** Colleagues at work in the same conversation, where the eyes of somebody who writes are. */
export function TypingColleagues() {
  const { store, meId } = useConversation();
  const typing = createMemo(() => store.viewers().filter(({ id, typing: where }) => id !== meId && where !== null));
  return (
    <p class="typing-colleagues" role="status">
      <Show when={typing().length > 0}>
        <span class="typing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {intl.list(typing().map(viewerText))}
      </Show>
    </p>
  );
}

function viewerText({ name, typing }: Viewer): string {
  if (typing === "reply") return t("liveChat.viewer.replies", { name });
  if (typing === "note") return t("liveChat.viewer.notes", { name });
  return t("liveChat.viewer.looks", { name });
}
