import { useNavigate } from "@solidjs/router";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { ariaKeys } from "../../ui/key-label.ts";
import { createShortcut } from "../../ui/shortcut.ts";
import { useUi } from "../../ui/ui-context.tsx";
import { intl, t } from "../console-intl.ts";
import { useNotifications } from "./notification-context.tsx";
import type { ShownCard } from "./notification-center.ts";
import { isOfCall } from "./notification-decision.ts";
import { NotificationPicture } from "./notification-picture.tsx";
import { cardAddress, cardWords } from "./notification-words.ts";
import "./notification-strip.css";
import "./notification-place.css";

const OPEN_KEYS = "Alt+KeyN";

/** How wide a card is that can be read. */
const CARD_PX = 320;

/**
 * The newest cards, those of calls before all, in a strip that moves nothing where somebody may press (notification-place.css says where
 * it stands), also above dialogs. There are as many as there is room for; the number at Live Chat counts all.
 */
export function NotificationStrip() {
  const center = useNotifications();
  const navigate = useNavigate();
  const [most, setMost] = createSignal(1);
  const watch = (strip: HTMLElement) => {
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.floor((entry?.contentRect.width ?? 0) / CARD_PX);
      setMost(Math.min(3, Math.max(1, room)));
    });
    observer.observe(strip);
    onCleanup(() => observer.disconnect());
  };
  const newest = createMemo(() =>
    center
      .cards()
      .toSorted((a, b) => Number(isOfCall(a.card)) - Number(isOfCall(b.card)))
      .slice(-most()),
  );
  const more = () => center.cards().length - newest().length;
  const open = (shown: ShownCard) => {
    center.close(shown);
    navigate(cardAddress(shown.card));
  };
  createShortcut({
    keys: OPEN_KEYS,
    label: () => t("shortcuts.needed"),
    group: () => t("shortcuts.general"),
    run: () => {
      const shown = newest().at(-1);
      if (shown) open(shown);
    },
  });
  return (
    // A dialog hides and blocks what is outside of it, but for what says that it stands above (Kobalte's mark).
    <section
      ref={watch}
      class="notification-strip"
      aria-label={t("notification.strip")}
      aria-live="assertive"
      data-kb-top-layer
    >
      <Show when={newest().length > 0}>
        <div class="notification-strip-line">
          <Show when={more() > 0}>
            <span class="notification-strip-more">{t("notification.more", { count: more() })}</span>
          </Show>
          <For each={newest()}>
            {(shown) => (
              <NotificationCard shown={shown} isNewest={shown === newest().at(-1)} onOpen={() => open(shown)} />
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}

function NotificationCard(props: { shown: ShownCard; isNewest: boolean; onOpen: () => void }) {
  const center = useNotifications();
  const ui = useUi();
  const words = createMemo(() => {
    intl.shown();
    return cardWords(props.shown.card);
  });
  return (
    <div class="notification-card">
      <button
        type="button"
        class="notification-card-open"
        aria-keyshortcuts={props.isNewest ? ariaKeys(OPEN_KEYS) : undefined}
        onClick={() => props.onOpen()}
      >
        <NotificationPicture card={props.shown.card} />
        <span class="notification-card-words">
          <span class="notification-card-kicker">{words().kicker}</span>
          <span class="notification-card-title ui-truncate">{words().title}</span>
          <span class="notification-card-body ui-truncate">{words().body}</span>
        </span>
      </button>
      <IconButton size="sm" label={ui.word("dismiss")} onClick={() => center.dismiss(props.shown)}>
        <X />
      </IconButton>
    </div>
  );
}
