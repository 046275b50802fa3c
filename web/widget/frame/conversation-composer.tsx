import ArrowUp from "lucide-solid/icons/arrow-up";
import Paperclip from "lucide-solid/icons/paperclip";
import X from "lucide-solid/icons/x";
import { createComponent, createEffect, createMemo, createSignal, createUniqueId, onMount, Show } from "solid-js";
import { limits } from "#protocol/limits";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "./frame-intl.ts";
import type { FrameFiles } from "./frame-files.tsx";
import { useFrame } from "./frame-state.ts";
import "./conversation-composer.css";

/** From here on, how much is left is said. */
const NEAR = limits.textCharacters - 500;

/**
 * Where the customer writes. Enter sends and Shift+Enter makes a line; with a finger Enter makes a line, since a phone's
 * keyboard has no other key for that and the button is near.
 */
export function ConversationComposer() {
  const frame = useFrame();
  const { store, page, draft, setDraft, topic, setTopic } = frame;
  const hint = createUniqueId();
  let input: HTMLTextAreaElement | undefined;
  const finger = matchMedia("(pointer: coarse)");

  const over = () => draft().trim().length - limits.textCharacters;
  const near = () => draft().length > NEAR;
  const [files, setFiles] = createSignal<FrameFiles>();
  const [asked, setAsked] = createSignal(false);
  const canSend = () => (draft().trim() !== "" || files()?.some() === true) && over() <= 0;

  /** What has to do with files loads with the first one; without a network, when there is one again: what was pasted meanwhile is kept. */
  let loading: Promise<FrameFiles> | undefined;
  const load = async (): Promise<FrameFiles> => {
    try {
      const made = await (await import("./frame-files.tsx")).makeFrameFiles(frame);
      setFiles(() => made);
      return made;
    } catch {
      await new Promise((again) => setTimeout(again, 2_000));
      return load();
    }
  };
  const loadFiles = () => (loading ??= load());
  const add = (chosen: Iterable<File> | null | undefined) => {
    const list = [...(chosen ?? [])];
    if (frame.config.uploads !== null && list.length > 0) void loadFiles().then((loaded) => loaded.add(list));
    return list.length > 0;
  };
  onMount(() => {
    if (frame.config.uploads !== null) document.addEventListener("dragenter", () => void loadFiles(), { once: true });
  });

  const write = (text: string) => {
    setDraft(text);
    store.typing(text);
  };

  const send = () => {
    if (!canSend()) return;
    store.typing(null);
    if (files()?.send(draft().trim()) !== true) store.send(draft().trim());
    setDraft("");
    setTopic(null);
    input?.focus();
  };

  // Opening leads to the composer, once: whatever else the page tells leaves the focus where the customer put it. Not with a finger: the keyboard would cover what is to be read first. Nor where the loader left the
  // focus in the page: there the panel came back with it.
  const isOpen = createMemo(() => page()?.open);
  createEffect(() => {
    if (isOpen() && !finger.matches && document.hasFocus()) input?.focus();
  });
  // Who talks with somebody can choose files without a network too.
  createEffect(() => {
    if (isOpen() && store.state() && frame.config.uploads) void loadFiles();
  });

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
      <Show when={files()}>{(loaded) => createComponent(loaded().View, {})}</Show>
      <div class="composer-field">
        <Show when={frame.config.uploads}>
          <IconButton
            class="composer-attach"
            label={t("composer.attach")}
            aria-expanded={files()?.choosing() ?? asked()}
            onClick={() => {
              // Pressed again while it comes: once is enough.
              if (asked() && !files()) return;
              setAsked(true);
              void loadFiles().then((loaded) => loaded.toggle());
            }}
          >
            <Paperclip />
          </IconButton>
        </Show>
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
          onPaste={(event) => {
            const data = event.clipboardData;
            // Words that were copied with a picture beside them are meant as words.
            if (data !== null && !data.types.includes("text/plain") && add(data.files)) event.preventDefault();
          }}
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
