import VolumeX from "lucide-solid/icons/volume-x";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useNotifications } from "./notification-context.tsx";

/** A page that was just loaded may find out within a moment that another tab sounds. */
const PATIENCE_MS = 1_200;
/** Pressing the button lets sound through before it is let go: were it gone by then, nothing would be tested. */
const PRESS_MS = 600;

/** Says that nothing would ring here, with the button that changes it. */
export function SoundBanner() {
  const center = useNotifications();
  const [shown, setShown] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(center.soundBlocked, (blocked) => {
      clearTimeout(timer);
      timer = setTimeout(() => setShown(blocked), blocked ? PATIENCE_MS : PRESS_MS);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return (
    <Show when={shown()}>
      <Banner
        tone="amber"
        icon={<VolumeX />}
        action={
          <Button size="sm" onClick={() => void center.testSound()}>
            {t("banner.testSound")}
          </Button>
        }
      >
        {t("banner.soundBlocked")}
      </Banner>
    </Show>
  );
}
