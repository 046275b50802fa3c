import { variablesIn } from "#domain/text-block/variable";
import { limits } from "#protocol/limits";
import Hash from "lucide-solid/icons/hash";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import SendHorizontal from "lucide-solid/icons/send-horizontal";
import { For, Show, createEffect, createMemo, createSignal, createUniqueId, on } from "solid-js";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { Button } from "../../ui/button.tsx";
import { ariaKeys } from "../../ui/key-label.ts";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { ComposerBar } from "./composer-bar.tsx";
import { useComposer } from "./composer-context.tsx";
import { composerKey } from "./composer-keys.ts";
import { blockOptionId, createBlockChoice } from "./composer-blocks.tsx";
import { MentionList, createMentionChoice, mentionOptionId } from "./composer-mentions.tsx";
import { OpenVariables, VariableMarks } from "./composer-open-variables.tsx";
import { addStoredFiles } from "./composer-files.tsx";
import { createFormatKeys } from "./composer-format-keys.ts";
import { ComposerPreview } from "./composer-preview.tsx";
import { ComposerToggle } from "./composer-toggle.tsx";
import { BlockList } from "./conversation-parts.ts";
import { useConversation, type WritingTab } from "./conversation-context.tsx";
import { insertMention } from "./mention-text.ts";

/** From here on the characters that are left are shown. */
const COUNT_FROM = limits.textCharacters - 500;

/** The text itself, who can be mentioned in it, and Send. */
export function ComposerField(props: {
  tab: WritingTab;
  text: string;
  onText: (text: string) => void;
  onSend: (andDone: boolean) => void;
  onEditLast: () => void;
  barShown: boolean;
  onBarShown: (shown: boolean) => void;
  ref: (element: HTMLTextAreaElement) => void;
}) {
  const { directory } = useConsole();
  const { name, store } = useConversation();
  const { enclosures, uploads } = useComposer();
  const listId = createUniqueId();
  const [caret, setCaret] = createSignal(0);
  const [focused, setFocused] = createSignal(false);
  const [scrolled, setScrolled] = createSignal(0);
  let field: HTMLTextAreaElement | undefined;

  const length = () => props.text.trim().length;
  const isOver = () => length() > limits.textCharacters;
  const filled = () => enclosures.filter(({ some }) => some());
  const obstacle = () =>
    filled()
      .find((each) => each.obstacle() !== null)
      ?.obstacle() ?? null;
  const hasOpen = createMemo(() => variablesIn(props.text).length > 0);
  const canSend = () => (length() > 0 || filled().length > 0) && !isOver() && obstacle() === null && !hasOpen();
  const readCaret = () => setCaret(field?.selectionStart ?? 0);

  const mentions = createMentionChoice({
    agents: directory,
    writing: () => (props.tab === "note" && focused() ? { text: props.text, caret: caret() } : null),
    onTake: (agent, at) => {
      const next = insertMention(props.text, caret(), at, agent);
      props.onText(next.text);
      queueMicrotask(() => {
        field?.setSelectionRange(next.caret, next.caret);
        readCaret();
      });
    },
  });

  const blocks = createBlockChoice({
    field: () => field,
    onFiles: (files) => addStoredFiles(uploads, files),
    writing: () => (focused() ? { text: props.text, caret: caret() } : null),
  });
  const offered = () => {
    if (mentions.matches().length > 0) return mentionOptionId(mentions.active()?.id ?? "");
    return blocks.matches().length > 0 ? blockOptionId(blocks.active()?.id ?? "") : undefined;
  };
  createFormatKeys(() => field);
  /** It was to be sent with what looks like a text block and is none: said so, and sent when it is sent again as it stands. */
  const [held, setHeld] = createSignal(false);
  createEffect(
    on(
      () => [props.text, props.tab],
      () => setHeld(false),
      { defer: true },
    ),
  );
  const send = (andDone: boolean) => {
    if (blocks.missed() !== null && !held()) setHeld(true);
    else props.onSend(andDone);
  };

  const press = (event: KeyboardEvent) => {
    if (mentions.press(event) || blocks.press(event)) return;
    switch (composerKey(event, props.text === "")) {
      case "send":
      case "send_done":
        event.preventDefault();
        // The page's own shortcuts are not for this press.
        event.stopPropagation();
        if (canSend() && !event.repeat) send(event.shiftKey);
        break;
      case "edit_last":
        event.preventDefault();
        props.onEditLast();
        break;
      case "line":
      case null:
        break;
    }
  };

  return (
    <div class="composer-field">
      <Show when={mentions.matches().length > 0}>
        <MentionList choice={mentions} id={listId} />
      </Show>
      <Show when={blocks.matches().length > 0}>
        <BlockList choice={blocks} id={listId} field={field} />
      </Show>
      <VariableMarks text={props.text} scrolled={scrolled()} />
      <AutoGrowTextarea
        ref={(made) => {
          field = made;
          props.ref(made);
        }}
        class="composer-text"
        aria-label={t("liveChat.composer.message")}
        aria-describedby={props.tab === "note" ? `${listId}-audience` : undefined}
        aria-autocomplete="list"
        aria-controls={offered() === undefined ? undefined : listId}
        aria-activedescendant={offered()}
        aria-invalid={isOver() ? "true" : undefined}
        placeholder={
          props.tab === "note" ? t("liveChat.composer.noteHint") : t("liveChat.composer.replyHint", { name: name() })
        }
        enterkeyhint="send"
        minRows={2}
        maxRows={10}
        value={props.text}
        onText={props.onText}
        onInput={readCaret}
        onKeyDown={press}
        onKeyUp={readCaret}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        onClick={readCaret}
        onFocus={() => {
          setFocused(true);
          readCaret();
          blocks.prepare();
        }}
        onBlur={() => {
          setFocused(false);
          store.typing(false, props.tab);
        }}
      />
      <Show when={props.tab === "note"}>
        <p id={`${listId}-audience`} class="composer-audience">
          <LockKeyhole />
          {t("liveChat.composer.noteAudience")}
        </p>
      </Show>
      <OpenVariables text={props.text} field={() => field} />
      <div role="status">
        <Show when={held() && blocks.missed()}>
          {(missed) => (
            <p class="composer-open">
              <Hash />
              <span class="composer-notice-text">
                {t(missed().loaded ? "composer.blocks.missed" : "composer.blocks.notLoaded", { word: missed().word })}
              </span>
            </p>
          )}
        </Show>
      </div>
      <ComposerPreview text={props.text} />
      <ComposerToggle shown={props.barShown} onChange={props.onBarShown} />
      <For each={enclosures}>{({ View }) => <View />}</For>
      <div class="composer-foot">
        <Show when={props.barShown} fallback={<span class="composer-aside" />}>
          <ComposerBar />
        </Show>
        <Show when={length() > COUNT_FROM}>
          <span class="composer-count" data-over={isOver() ? "" : undefined} role="status">
            {isOver()
              ? t("liveChat.composer.over", { count: length() - limits.textCharacters })
              : t("liveChat.composer.left", { count: limits.textCharacters - length() })}
          </span>
        </Show>
        <Button
          class="composer-send"
          variant="primary"
          icon={<SendHorizontal class="ui-mirror" />}
          disabled={!canSend()}
          aria-keyshortcuts={`${ariaKeys("Enter")} ${ariaKeys("Mod+Shift+Enter")}`}
          title={obstacle() ?? t("liveChat.composer.sendHelp")}
          // The caret stays in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => send(false)}
        >
          {t(props.tab === "note" ? "liveChat.composer.sendNote" : "liveChat.composer.send")}
        </Button>
      </div>
    </div>
  );
}
