import Check from "lucide-solid/icons/check";
import CheckCheck from "lucide-solid/icons/check-check";
import type { Entry } from "#protocol/entry";
import { Show, createMemo } from "solid-js";
import { ClockTime } from "../../ui/relative-time.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import type { Line } from "./entry-lines.ts";

type Mark = "sent" | "delivered" | "read";

/**
 * Under a message: its time, and for the team's how far it got with the customer. Within a group it stands under the last
 * one, and under each one where the customer stopped reading.
 */
export function EntryReceipt(props: { line: Extract<Line, { kind: "text" }>; isOurs: boolean }) {
  const { store } = useConversation();
  const entry = () => props.line.entry;
  const markOf = (seq: number): Mark => {
    const { delivered, read } = store.receipts().customer;
    return seq <= read ? "read" : seq <= delivered ? "delivered" : "sent";
  };
  const mark = createMemo(() => (props.isOurs && !isDeleted(entry()) ? markOf(entry().seq) : null));
  const stands = createMemo(() => props.line.last || (mark() !== null && mark() !== markOf(entry().seq + 1)));
  return (
    <Show when={stands()}>
      <p class="entry-foot">
        <ClockTime at={entry().at} />
        <Show when={mark()}>
          {(reached) => (
            <span class="entry-mark" data-mark={reached()}>
              <Show when={reached() === "sent"} fallback={<CheckCheck />}>
                <Check />
              </Show>
              {t(`liveChat.entry.${reached()}`)}
            </span>
          )}
        </Show>
      </p>
    </Show>
  );
}

function isDeleted({ body }: Entry): boolean {
  return body.kind === "message" && body.deletedAt !== null;
}
