import type { LastMessage } from "#protocol/conversation";
import { t } from "../console-intl.ts";

/** What stands in a list for a message that has files and no words. */
export function filesText({ kind, count }: NonNullable<LastMessage["files"]>): string {
  if (count > 1) return t("liveChat.row.files", { count });
  return kind === "image" || kind === "video" || kind === "audio" ? t(`liveChat.row.${kind}`) : t("liveChat.row.file");
}
