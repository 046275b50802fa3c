import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import { createMemo, Show } from "solid-js";
import { FileTray, whyText } from "../../attachment/file-tray.tsx";
import { tf } from "../../attachment/file-words.ts";
import type { Parcel } from "../../store/upload-store.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { type ConversationUploads, uploadLimits, type Words } from "./conversation-uploads.ts";
import { EntryWords } from "./entry-words.tsx";

/** A message that goes when its files have arrived, with how far they are; which one failed is said. */
export function ParcelEntry(props: { parcel: Parcel<Words>; uploads: ConversationUploads }) {
  const screen = useConversation();
  const files = createMemo(() => props.parcel.files.flatMap((id) => props.uploads.file(id) ?? []));
  const failed = () => {
    const file = files().find(({ state }) => state.kind === "failed");
    return file?.state.kind === "failed" ? { name: file.name, code: file.state.code } : null;
  };
  return (
    <div
      class="entry"
      data-line={`parcel ${props.parcel.id}`}
      data-side="team"
      data-kind={props.parcel.words.tab === "note" ? "note" : "message"}
      data-mine
      data-first
      data-last
      data-failed={failed() ? "" : undefined}
    >
      <div class="entry-main">
        <Show when={props.parcel.words.tab === "note"}>
          <p class="entry-note-head">
            <LockKeyhole />
            <strong>{t("liveChat.entry.note")}</strong>
            <span>{t("liveChat.you")}</span>
          </p>
        </Show>
        <div class="entry-row">
          <div class="entry-bubble" data-files>
            <Show when={props.parcel.words.text}>
              {(text) => <EntryWords text={text()} isTeams mentions={props.parcel.words.mentions} meId={screen.meId} />}
            </Show>
            <FileTray
              files={files()}
              limits={uploadLimits()}
              onRemove={props.uploads.remove}
              onRetry={props.uploads.retry}
            />
          </div>
        </div>
        <p class="entry-foot" role="status">
          <Show when={failed()} fallback={tf("parcel.sending", { count: files().length })}>
            {(one) => (
              <span class="entry-failed">
                {tf("parcel.failed", { name: one().name, why: whyText(one().code, uploadLimits()) })}
              </span>
            )}
          </Show>
          <Button size="sm" variant="ghost" onClick={() => props.uploads.discard(props.parcel.id)}>
            {tf("parcel.discard")}
          </Button>
        </p>
      </div>
    </div>
  );
}
