import type { LoggedCommand } from "#protocol/client-message";
import { Show } from "solid-js";
import type { Queued } from "../../connection/queued.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { refusalText } from "./conversation-refusals.ts";

/** An edit or deletion that was refused, at its message: why, and what can be done. */
export function FailedChange(props: { change: Queued<Extract<LoggedCommand, { kind: "edit" | "delete" }>> }) {
  const { store } = useConversation();
  const failed = () => (props.change.state.kind === "failed" ? props.change.state : null);
  return (
    <Show when={failed()}>
      {(state) => (
        <p class="entry-failed" role="alert">
          <span>{refusalText(state().code, state().detail)}</span>
          <Button size="sm" variant="ghost" onClick={() => store.retry(props.change.command.id)}>
            {t("liveChat.entry.retry")}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => store.discard(props.change.command.id)}>
            {t("liveChat.entry.discard")}
          </Button>
        </p>
      )}
    </Show>
  );
}
