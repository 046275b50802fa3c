import { Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { EntryWords } from "./entry-words.tsx";

/** What the customer is writing before it is sent; only that they are, where the workspace does not show more. */
export function GhostEntry() {
  const { store, name, meId } = useConversation();
  const customer = () => store.state()?.customer;
  return (
    <Show when={store.customerTyping()}>
      {(typing) => (
        <div class="entry" data-side="customer" data-kind="ghost" data-first data-last>
          <span class="entry-face">
            <Avatar name={customer()?.name ?? customer()?.email ?? ""} seed={customer()?.id ?? ""} size="sm" />
          </span>
          <div class="entry-main">
            <div class="entry-row">
              <div class="entry-bubble">
                <Show when={typing().text} fallback={<Dots />}>
                  {(text) => <EntryWords isTeams={false} text={text()} meId={meId} />}
                </Show>
              </div>
            </div>
            <p class="entry-foot">
              {t(typing().text ? "liveChat.entry.ghost" : "liveChat.entry.typing", { name: name() })}
            </p>
          </div>
        </div>
      )}
    </Show>
  );
}

function Dots() {
  return (
    <span class="typing-dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
