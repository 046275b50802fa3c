import type { Entry } from "#protocol/entry";
import { useNavigate } from "@solidjs/router";
import Hash from "lucide-solid/icons/hash";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { Show, createMemo, createSignal } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "../console-intl.ts";
import { draftFromText } from "../text-block/block-draft.ts";
import { useConversation } from "./conversation-context.tsx";
import { EntryDeletion } from "./conversation-parts.ts";

/** Puts what was sent among the text blocks: their page opens with the words in it. */
export function SaveAsBlock(props: { text: string }) {
  const navigate = useNavigate();
  return (
    <IconButton
      size="xs"
      class="entry-actions"
      label={t("liveChat.entry.saveAsBlock")}
      title={t("liveChat.entry.saveAsBlock")}
      onClick={() => navigate("/text-blocks/new", { state: { seed: draftFromText(props.text) } })}
    >
      <Hash />
    </IconButton>
  );
}

/** Edit and delete, beside an own message while it can be changed. */
export function EntryActions(props: { entry: Entry }) {
  const screen = useConversation();
  const [asking, setAsking] = createSignal(false);
  const asked = createMemo((before: boolean) => before || asking(), false);
  return (
    <span class="entry-actions" role="group" aria-label={t("liveChat.entry.actions")}>
      <IconButton size="xs" label={t("liveChat.entry.edit")} onClick={() => screen.setEditing(props.entry.seq)}>
        <Pencil />
      </IconButton>
      <IconButton size="xs" label={t("liveChat.entry.delete")} onClick={() => setAsking(true)}>
        <Trash />
      </IconButton>
      <Show when={asked()}>
        <EntryDeletion entry={props.entry} open={asking()} onOpenChange={setAsking} />
      </Show>
    </span>
  );
}
