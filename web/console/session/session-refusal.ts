import type { HttpRefusal } from "../../connection/http.ts";
import { t } from "../console-intl.ts";

/** What a refusal of sign-in, set-up or settings means for the person, and what to do about it. */
export function refusalText({ code, retryAfterMs }: HttpRefusal): string {
  switch (code) {
    case "locked_out":
      return t("error.locked_out", { minutes: Math.max(1, Math.ceil((retryAfterMs ?? 15 * 60_000) / 60_000)) });
    case "sign_in_failed":
    case "second_factor_required":
    case "second_factor_failed":
    case "session_over":
    case "not_signed_in":
    case "password_wrong":
    case "origin_foreign":
    case "limit_invalid":
    case "no_password":
    case "sign_on_off":
    case "sign_on_failed":
    case "sign_on_expired":
    case "sign_on_unknown":
    case "sign_on_unverified":
    case "sign_on_conflict":
    case "provider_unreachable":
    case "last_owner":
    case "role_above_own":
    case "not_yourself":
    case "agent_exists":
    case "already_invited":
    case "invitation_unknown":
    case "invitation_used":
    case "invitation_expired":
    case "shortcut_taken":
    case "already_set_up":
    case "setup_token_invalid":
    case "version_too_old":
    case "rate_limited":
    case "unavailable":
    case "forbidden":
    case "not_found":
    case "invalid_request":
    case "changed_meanwhile":
    case "origin_invalid":
    case "image_invalid":
    case "hours_never_open":
    case "team_unknown":
    case "last_team":
    case "rule_matches_nothing":
    case "rule_matches_everything":
      return t(`error.${code}`);
    case "flood":
      return t("error.rate_limited");
    case "invalid_frame":
    case "frame_too_large":
    case "too_large":
    case "text_empty":
    case "text_too_long":
      return t("error.invalid_request");
    // What only conversations and the widget are told.
    case "not_ready":
    case "id_reused":
    case "customer_token_invalid":
    case "identity_invalid":
    case "origin_not_allowed":
    case "too_many_conversations":
    case "challenge_required":
    case "conversation_taken":
    case "already_assigned":
    case "agent_unknown":
    case "target_unknown":
    case "already_answered":
    // What only flows are told: flow-refusal.ts words it.
    case "flow_unknown":
    case "flow_running":
    case "flow_has_problems":
    case "flow_too_large":
    case "nobody_available":
    case "not_yours":
    case "edit_window_over":
    case "snooze_time_invalid":
    // What only articles are told: article-refusal.ts words it.
    case "slug_invalid":
    case "slug_taken":
    case "link_unsafe":
    case "embed_not_allowed":
    case "picture_invalid":
    case "article_empty":
    case "article_unknown":
    // What only calls are told: call-refusal.ts words it.
    case "call_running":
    case "call_over":
    case "call_answered":
    case "call_unanswered":
    case "call_full":
    case "call_unavailable":
    case "calls_off":
    case "not_host":
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
    case "internal":
      return t("error.internal");
  }
}
