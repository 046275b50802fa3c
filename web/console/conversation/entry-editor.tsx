import type { Entry } from "#protocol/entry";
import { limits } from "#protocol/limits";
import { createSignal, onMount } from "solid-js";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";

/** An own message or note being changed where it stands. Enter saves, Escape leaves it as it was. */
export function EntryEditor(props: { entry: Entry }) {
  const screen = useConversation();
  const before = () => {
    const { body } = props.entry;
    return body.kind === "message" || body.kind === "note" ? body.text : "";
  };
  const [text, setText] = createSignal(before());
  let field: HTMLTextAreaElement | undefined;
  onMount(() => {
    field?.focus();
    field?.setSelectionRange(text().length, text().length);
  });

  const isAllowed = () => text().trim() !== "" && text().trim().length <= limits.textCharacters;
  const leave = () => {
    screen.setEditing(null);
    screen.write(screen.tab());
  };
  const save = () => {
    if (!isAllowed()) return;
    if (text().trim() !== before()) screen.store.edit(props.entry.seq, text().trim());
    leave();
  };

  return (
    <div class="entry-bubble entry-editor">
      <AutoGrowTextarea
        ref={(made) => (field = made)}
        aria-label={t("liveChat.entry.editLabel")}
        value={text()}
        onText={setText}
        maxRows={12}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Escape") {
            event.stopPropagation();
            leave();
          }
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            save();
          }
        }}
      />
      <span class="entry-editor-actions">
        <Button size="sm" variant="ghost" onClick={leave}>
          {t("liveChat.cancel")}
        </Button>
        <Button size="sm" variant="primary" disabled={!isAllowed()} onClick={save}>
          {t("liveChat.entry.save")}
        </Button>
      </span>
    </div>
  );
}
