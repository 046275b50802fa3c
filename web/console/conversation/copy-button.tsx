import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { Show, createSignal, onCleanup } from "solid-js";
import { announce } from "../../ui/announcer.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { t } from "../console-intl.ts";

const SHOWN_MS = 1_600;

/** Puts a text into the clipboard, and says so for a moment. */
export function CopyButton(props: { text: string; label: string }) {
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
    } catch {
      showToast({ kind: "danger", text: t("liveChat.panel.copyFailed") });
      return;
    }
    setCopied(true);
    announce(t("liveChat.panel.copied"));
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <IconButton
      class="copy-button"
      size="xs"
      label={props.label}
      onClick={() => void copy()}
      data-copied={copied() ? "" : undefined}
    >
      <Show when={copied()} fallback={<Copy />}>
        <Check />
      </Show>
    </IconButton>
  );
}
