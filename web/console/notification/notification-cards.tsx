import { useNavigate } from "@solidjs/router";
import { createEffect, on, onCleanup, untrack } from "solid-js";
import { dismissToast, showNotification, type ToastId } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { useNotifications } from "./notification-context.tsx";
import type { ShownCard } from "./notification-center.ts";
import { NotificationPicture } from "./notification-picture.tsx";
import { cardAddress, cardWords } from "./notification-words.ts";

/** More than these at once would cover the screen they call to; the number at Live Chat counts all. */
const MOST = 3;

/** Draws the newest cards at the top right of whatever screen stands there; on phones a strip does (notification-strip.tsx). */
export function NotificationCards() {
  const center = useNotifications();
  const navigate = useNavigate();
  const drawn = new Map<number, ToastId>();

  const draw = (shown: ShownCard) => {
    const { card } = shown;
    const words = cardWords(card);
    return showNotification({
      ...words,
      leading: () => <NotificationPicture card={card} />,
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
    const newest = center.cards().slice(-MOST);
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
