import ArrowUp from "lucide-solid/icons/arrow-up";
import X from "lucide-solid/icons/x";
import { createEffect, createUniqueId, on, Show } from "solid-js";
import { limits } from "#protocol/limits";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-composer.css";

/** From here on, how much is left is said. */
const NEAR = limits.textCharacters - 500;

/**
 * Where the customer writes. Enter sends and Shift+Enter makes a line; with a finger Enter makes a line, since a phone's
 * keyboard has no other key for that and the button is near.
 */
export function ConversationComposer() {
  const { store, page, draft, setDraft, topic, setTopic } = useFrame();
  const hint = createUniqueId();
  let input: HTMLTextAreaElement | undefined;
  const finger = matchMedia("(pointer: coarse)");

  const over = () => draft().trim().length - limits.textCharacters;
  const near = () => draft().length > NEAR;
  const canSend = () => draft().trim() !== "" && over() <= 0;

  const write = (text: string) => {
    setDraft(text);
    store.typing(text);
  };

  const send = () => {
    if (!canSend()) return;
    store.typing(null);
    store.send(draft().trim());
    setDraft("");
    setTopic(null);
    input?.focus();
  };

  // Opening leads to the composer. Not with a finger: the keyboard would cover what is to be read first.
  createEffect(
    on(
      () => page()?.open ?? false,
      (open) => {
        if (open && !finger.matches) input?.focus();
      },
    ),
  );

  return (
    <form
      class="conversation-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Show when={topic()}>
        {(about) => (
          <p class="composer-topic">
            <span class="ui-truncate">{t("composer.topic", { topic: about() })}</span>
            <IconButton size="xs" label={t("composer.dropTopic")} onClick={() => setTopic(null)}>
              <X />
            </IconButton>
          </p>
        )}
      </Show>
      <div class="composer-field">
        <AutoGrowTextarea
          ref={(element) => (input = element)}
          value={draft()}
          onText={write}
          maxRows={7}
          enterkeyhint={finger.matches ? "enter" : "send"}
          aria-label={t("composer.label")}
          aria-describedby={near() ? hint : undefined}
          aria-invalid={over() > 0 ? "true" : undefined}
          placeholder={t("composer.placeholder")}
          onBlur={() => store.typing(null)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger.matches) return;
            event.preventDefault();
            send();
          }}
        />
        <IconButton
          type="submit"
          variant="solid"
          class="composer-send"
          label={t("composer.send")}
          aria-disabled={!canSend()}
        >
          <ArrowUp />
        </IconButton>
      </div>
      <Show when={near()}>
        <p id={hint} class="composer-count" data-over={over() > 0 ? "" : undefined} role="status">
          {over() > 0 ? t("composer.over", { count: over() }) : t("composer.left", { count: -over() })}
        </p>
      </Show>
    </form>
  );
}
