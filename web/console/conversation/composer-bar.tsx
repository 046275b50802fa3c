import File from "lucide-solid/icons/file";
import Image from "lucide-solid/icons/image";
import { Show } from "solid-js";
import { Toolbar } from "../../ui/toolbar.tsx";
import { t } from "../console-intl.ts";
import { ArticlePlace } from "./article-place.tsx";
import { ChatBlockPlace } from "./chat-block-place.tsx";
import { CobrowsingPlace } from "../cobrowsing/cobrowsing-state.tsx";
import { useComposer } from "./composer-context.tsx";
import { pickFiles } from "./composer-files.tsx";
import { useConversation } from "./conversation-context.tsx";
import { FlowPlace } from "./flow-place.tsx";
import { RecordingPlace } from "./composer-recording.tsx";
import { ComposerPlace } from "./composer-place.tsx";
import "./composer-bar.css";

/**
 * Everything that can be sent besides words, from left to right in the order that agents learn from the guide. A place
 * that does something is a component of its own around a ComposerPlace, in the place of the one here.
 */
export function ComposerBar() {
  const composer = useComposer();
  const { askedIn } = useConversation();
  return (
    <Toolbar
      label={t("composer.bar")}
      class="composer-bar"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        composer.focus();
      }}
    >
      <ArticlePlace />
      <ComposerPlace label={t("composer.bar.image")} onClick={() => pickFiles(composer, "image/*")}>
        <Image />
      </ComposerPlace>
      <RecordingPlace kind="video" />
      <Show when={!askedIn()}>
        <FlowPlace />
      </Show>
      <RecordingPlace kind="audio" />
      <ComposerPlace label={t("composer.bar.file")} onClick={() => pickFiles(composer, "")}>
        <File />
      </ComposerPlace>
      <Show when={!askedIn()}>
        <CobrowsingPlace />
      </Show>
      <ChatBlockPlace />
    </Toolbar>
  );
}
