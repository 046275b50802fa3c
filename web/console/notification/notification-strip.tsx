import { useNavigate } from "@solidjs/router";
import X from "lucide-solid/icons/x";
import { createMemo, Show } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { useUi } from "../../ui/ui-context.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { intl, t } from "../console-intl.ts";
import { useNotifications } from "./notification-context.tsx";
import { NotificationPicture } from "./notification-picture.tsx";
import { cardAddress, cardWords } from "./notification-words.ts";
import "./notification-strip.css";

/**
 * What the cards say, where there is no room for cards: the newest in one line that has its own room above the screen, and how many there are
 * besides. Nothing lies under it.
 */
export function NotificationStrip() {
  const center = useNotifications();
  const ui = useUi();
  const navigate = useNavigate();
  const newest = createMemo(() => center.cards().at(-1));
  const more = () => center.cards().length - 1;
  return (
    <section class="notification-strip" aria-label={ui.word("notifications")} aria-live="assertive">
      <Show when={newest()} keyed>
        {(shown) => {
          const words = createMemo(() => {
            intl.shown();
            return cardWords(shown.card);
          });
          const open = () => {
            center.close(shown);
            navigate(cardAddress(shown.card));
          };
          return (
            <div class="notification-strip-line">
              <button type="button" class="notification-strip-open" onClick={open}>
                <NotificationPicture card={shown.card} />
                <VisuallyHidden>{words().kicker}</VisuallyHidden>
                <span class="notification-strip-title ui-truncate">{words().title}</span>
                {/* Of a line its number says enough. */}
                <Show when={shown.card.kind !== "line"}>
                  <span class="notification-strip-body ui-truncate">{words().body}</span>
                </Show>
                <Show when={more() > 0}>
                  <span class="notification-strip-more">{t("notification.more", { count: more() })}</span>
                </Show>
              </button>
              <IconButton size="lg" label={ui.word("dismiss")} onClick={() => center.dismiss(shown)}>
                <X />
              </IconButton>
            </div>
          );
        }}
      </Show>
    </section>
  );
}
