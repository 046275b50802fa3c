import * as z from "zod/mini";

/**
 * Every error that Fala ever says, over HTTP (`{ error: { code, message, … } }`) and over a socket (`refused`). The list is
 * closed: a client may switch over it and words each code in its own language. The English sentences stand in
 * error-sentence.ts, apart, so that no client carries them.
 */
export const errorCodes = [
  // the frame or the request itself
  "invalid_frame",
  "frame_too_large",
  "invalid_request",
  "too_large",
  "not_ready",
  "version_too_old",
  "text_empty",
  "text_too_long",
  "id_reused",
  // who asks
  "not_signed_in",
  "sign_in_failed",
  "second_factor_required",
  "second_factor_failed",
  "locked_out",
  "password_wrong",
  "session_over",
  "no_password",
  "sign_on_off",
  "sign_on_failed",
  "sign_on_expired",
  "sign_on_unknown",
  "sign_on_unverified",
  "sign_on_conflict",
  "provider_unreachable",
  "customer_token_invalid",
  "identity_invalid",
  "forbidden",
  "origin_foreign",
  "origin_not_allowed",
  "too_many_conversations",
  "challenge_required",
  // what it is about
  "not_found",
  "changed_meanwhile",
  "shortcut_taken",
  "conversation_taken",
  "already_assigned",
  "agent_unknown",
  "team_unknown",
  "last_team",
  "rule_matches_nothing",
  "rule_matches_everything",
  "target_unknown",
  "not_yours",
  "already_answered",
  "flow_unknown",
  "flow_running",
  "flow_has_problems",
  "flow_too_large",
  "nobody_available",
  "edit_window_over",
  "snooze_time_invalid",
  "limit_invalid",
  "origin_invalid",
  "image_invalid",
  "hours_never_open",
  "last_owner",
  "role_above_own",
  "not_yourself",
  "agent_exists",
  "already_invited",
  "invitation_unknown",
  "invitation_used",
  "invitation_expired",
  "already_set_up",
  "setup_token_invalid",
  // what is saved
  "slug_invalid",
  "slug_taken",
  "link_unsafe",
  "embed_not_allowed",
  "picture_invalid",
  "article_empty",
  "article_unknown",
  // calls
  "call_running",
  "call_over",
  "call_answered",
  "call_unanswered",
  "call_full",
  "call_unavailable",
  "calls_off",
  "customer_not_here",
  "not_host",
  // files
  "file_empty",
  "file_too_large",
  "file_kind_refused",
  "files_too_many",
  "upload_incomplete",
  "attachment_unknown",
  "uploads_off",
  "range_beyond",
  // co-browsing
  "cobrowse_running",
  "cobrowse_over",
  "control_taken",
  "control_not_allowed",
  // how much, and when
  "rate_limited",
  "flood",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(value: string): value is ErrorCode {
  return errorCodes.some((code) => code === value);
}

/** A code that this build may not know yet reads as `internal`, so that an old client survives a new server. */
export const errorCodeSchema = z.pipe(
  z.string(),
  z.transform((value): ErrorCode => (isErrorCode(value) ? value : "internal")),
);

/** Why something did not happen. `retryAfterMs` is null where trying the same again cannot help. */
export type Refusal = { code: ErrorCode; retryAfterMs: number | null; detail?: string };

export function refusal(code: ErrorCode, more: { retryAfterMs?: number; detail?: string } = {}): Refusal {
  const { retryAfterMs = null, detail } = more;
  return detail === undefined ? { code, retryAfterMs } : { code, retryAfterMs, detail };
}

/**
 * The frame that says so, over any socket. `id` is null where the frame had none or was too broken to have one;
 * `retryAfterMs` null: the same again cannot help.
 */
export const refusedSchema = z.object({
  kind: z.literal("refused"),
  id: z.nullable(z.string()),
  code: errorCodeSchema,
  message: z.string(),
  retryAfterMs: z.nullable(z.number()),
  /** A name that belongs to the sentence, as who was faster, or the field that is wrong. */
  detail: z.optional(z.string()),
});

export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };

/** The one shape of every HTTP error. `path` names the field that is wrong, where one is. */
export const httpErrorSchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    message: z.string(),
    path: z.optional(z.string()),
    retryAfterMs: z.optional(z.number()),
  }),
});
export type HttpError = z.infer<typeof httpErrorSchema>;
