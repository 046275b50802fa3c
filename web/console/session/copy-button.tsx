import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createSignal, onCleanup, Show } from "solid-js";
import { announce } from "../../ui/announcer.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";

const SHOWN_MS = 2_000;

/** Copies `text`, and says so for a moment. Where the browser forbids it, the text stands there to be selected. */
export function CopyButton(props: {
  text: string;
  label?: string | undefined;
  variant?: "primary" | "secondary" | undefined;
}) {
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
    } catch {
      return;
    }
    setCopied(true);
    announce(t("copy.copied"));
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button
      variant={props.variant}
      icon={
        <Show when={copied()} fallback={<Copy />}>
          <Check />
        </Show>
      }
      onClick={() => void copy()}
    >
      {copied() ? t("copy.copied") : (props.label ?? t("copy.copy"))}
    </Button>
  );
}
