import { useNavigate } from "@solidjs/router";
import MessagesSquare from "lucide-solid/icons/messages-square";
import { createEffect, on, onCleanup, Show, untrack } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { dismissToast, showNotification, type ToastId } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { createMediaQuery } from "../navigation/media-query.ts";
import { useNotifications } from "./notification-context.tsx";
import type { ShownCard } from "./notification-center.ts";
import type { Card } from "./notification-decision.ts";
import { cardAddress, cardWords } from "./notification-words.ts";
import "./notification-cards.css";

/** More than these at once would cover the screen they call to; the number at Live Chat counts all. */
const MOST = 3;
const MOST_ON_PHONES = 1;

/** Draws the newest cards at the top right of whatever screen stands there. */
export function NotificationCards() {
  const center = useNotifications();
  const navigate = useNavigate();
  const phone = createMediaQuery("(max-width: 48rem)");
  const drawn = new Map<number, ToastId>();

  const draw = (shown: ShownCard) => {
    const { card } = shown;
    const words = cardWords(card);
    return showNotification({
      ...words,
      get folded() {
        return phone();
      },
      leading: () => <CardPicture card={card} />,
      onOpen: () => {
        center.close(shown);
        navigate(cardAddress(card));
      },
      onDismiss: () => center.dismiss(shown),
    });
  };

  createEffect(
    on(
      intl.shown,
      () => {
        // Their words were put into the last language: all are drawn again.
        for (const toast of drawn.values()) dismissToast(toast);
        drawn.clear();
      },
      { defer: true },
    ),
  );
  createEffect(() => {
    intl.shown();
    const newest = center.cards().slice(phone() ? -MOST_ON_PHONES : -MOST);
    const wanted = new Set(newest.map(({ id }) => id));
    untrack(() => {
      for (const [id, toast] of drawn) {
        if (wanted.has(id)) continue;
        dismissToast(toast);
        drawn.delete(id);
      }
      for (const shown of newest) if (!drawn.has(shown.id)) drawn.set(shown.id, draw(shown));
    });
  });
  onCleanup(() => {
    for (const toast of drawn.values()) dismissToast(toast);
  });
  return null;
}

/** The customer's face; for a line of several, what Live Chat looks like. */
function CardPicture(props: { card: Card }) {
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
