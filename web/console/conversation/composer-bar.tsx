import File from "lucide-solid/icons/file";
import Image from "lucide-solid/icons/image";
import MessagesSquare from "lucide-solid/icons/messages-square";
import Mic from "lucide-solid/icons/mic";
import ScreenShare from "lucide-solid/icons/screen-share";
import Video from "lucide-solid/icons/video";
import Workflow from "lucide-solid/icons/workflow";
import { Toolbar } from "../../ui/toolbar.tsx";
import { t } from "../console-intl.ts";
import { ArticlePlace } from "./article-place.tsx";
import { useComposer } from "./composer-context.tsx";
import { ComposerPlace } from "./composer-place.tsx";
import "./composer-bar.css";

/**
 * Everything that can be sent besides words, from left to right in the order that agents learn from the guide. A place
 * that does something is a component of its own around a ComposerPlace, in the place of the one here.
 */
export function ComposerBar() {
  const composer = useComposer();
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
      <ComposerPlace label={t("composer.bar.image")} obstacle={t("composer.bar.noAttachments")}>
        <Image />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.video")} obstacle={t("composer.bar.noAttachments")}>
        <Video />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.flow")} obstacle={t("composer.bar.noFlows")} replyOnly>
        <Workflow />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.audio")} obstacle={t("composer.bar.noAttachments")}>
        <Mic />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.file")} obstacle={t("composer.bar.noAttachments")}>
        <File />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.cobrowsing")} obstacle={t("composer.bar.noCobrowsing")} replyOnly>
        <ScreenShare />
      </ComposerPlace>
      <ComposerPlace label={t("composer.bar.chatBlocks")} obstacle={t("composer.bar.noChatBlocks")} replyOnly>
        <MessagesSquare />
      </ComposerPlace>
    </Toolbar>
  );
}
