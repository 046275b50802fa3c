import type { ErrorCode } from "#protocol/error";
import { createEffect } from "solid-js";
import type { ConversationStore } from "../../store/conversation-store.ts";
import { showToast } from "../../ui/toast.tsx";
import { t } from "../console-intl.ts";

/** Tells the agent once of each command without words (take, transfer, status, delete) that was refused. */
export function createRefusalToasts(store: ConversationStore): void {
  createEffect(() => {
    const refused = store.lastRefusal();
    if (!refused) return;
    showToast({ kind: "danger", text: refusalText(refused.code, refused.detail) });
    store.dismissRefusal();
  });
}

/** Why something was refused, in the agent's language. `detail` is a name that belongs to the sentence. */
export function refusalText(code: ErrorCode, detail?: string): string {
  switch (code) {
    case "already_assigned":
      return detail === undefined ? t("liveChat.refused.assigned") : t("liveChat.taken", { name: detail });
    case "agent_unknown":
      return t("liveChat.refused.agent");
    case "team_unknown":
      return t("liveChat.refused.team");
    case "edit_window_over":
      return t("liveChat.refused.window");
    case "not_yours":
      return t("liveChat.refused.notYours");
    case "target_unknown":
      return t("liveChat.refused.target");
    case "snooze_time_invalid":
      return t("liveChat.snooze.past");
    case "text_too_long":
    case "too_large":
    case "frame_too_large":
      return t("liveChat.refused.long");
    case "text_empty":
      return t("liveChat.refused.empty");
    case "article_unknown":
      return t("liveChat.refused.article");
    case "flow_unknown":
      return t("liveChat.refused.flow");
    case "flow_running":
      return t("liveChat.refused.flowRunning");
    case "forbidden":
    case "not_found":
      return t("liveChat.refused.forbidden");
    case "rate_limited":
    case "flood":
    case "not_ready":
    case "unavailable":
      return t("liveChat.refused.later");
    case "not_signed_in":
    case "session_over":
    case "version_too_old":
    case "origin_foreign":
      return t(`error.${code}`);
    case "attachment_unknown":
    case "file_empty":
    case "file_too_large":
    case "file_kind_refused":
    case "files_too_many":
    case "upload_incomplete":
    case "uploads_off":
    case "range_beyond":
    case "customer_not_here":
    case "cobrowse_running":
    case "cobrowse_over":
    case "control_taken":
    case "control_not_allowed":
      return t(`error.${code}`);
    // What only sign-in, settings and the widget are told, and what only a mistake of ours can bring.
    default:
    // What only sign-in, set-up and the widget are told, and what only a mistake of ours can bring.
    case "invalid_frame":
    case "invalid_request":
    case "id_reused":
    case "sign_in_failed":
    case "second_factor_required":
    case "second_factor_failed":
    case "locked_out":
    case "password_wrong":
    case "customer_token_invalid":
    case "identity_invalid":
    case "origin_not_allowed":
    case "changed_meanwhile":
    case "origin_invalid":
    case "image_invalid":
    case "hours_never_open":
    case "rule_matches_nothing":
    case "rule_matches_everything":
    case "slug_invalid":
    case "slug_taken":
    case "link_unsafe":
    case "embed_not_allowed":
    case "picture_invalid":
    case "article_empty":
    case "shortcut_taken":
    case "already_answered":
    case "conversation_taken":
    case "limit_invalid":
    case "already_set_up":
    case "setup_token_invalid":
    case "internal":
      return t("liveChat.refused.other");
  }
}
