import MessagesSquare from "lucide-solid/icons/messages-square";
import { Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import type { Card } from "./notification-decision.ts";
import "./notification-picture.css";

/** The customer's face; for a line of several, what Live Chat looks like. */
export function NotificationPicture(props: { card: Card }) {
  const face = () => {
    const { card } = props;
    if (card.kind === "line") return null;
    if (card.kind === "mention") return { name: card.by, seed: card.by };
    return { name: card.row.customer.name ?? card.row.customer.email ?? "", seed: card.row.customer.id };
  };
  return (
    <Show
      when={face()}
      fallback={
        <span class="notification-line" aria-hidden="true">
          <MessagesSquare />
        </span>
      }
    >
      {(person) => <Avatar name={person().name} seed={person().seed} />}
    </Show>
  );
}
