import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { errorSentences } from "../protocol/error-sentence.ts";
import type { ErrorCode, HttpError } from "../protocol/error.ts";

const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  not_signed_in: 401,
  sign_in_failed: 401,
  second_factor_required: 401,
  second_factor_failed: 401,
  session_over: 401,
  customer_token_invalid: 401,
  identity_invalid: 401,
  setup_token_invalid: 403,
  forbidden: 403,
  origin_foreign: 403,
  origin_not_allowed: 403,
  not_found: 404,
  agent_unknown: 404,
  team_unknown: 404,
  changed_meanwhile: 409,
  last_team: 409,
  no_password: 409,
  sign_on_off: 404,
  sign_on_failed: 401,
  sign_on_expired: 401,
  sign_on_unknown: 403,
  sign_on_unverified: 403,
  sign_on_conflict: 403,
  last_owner: 409,
  role_above_own: 403,
  not_yourself: 409,
  agent_exists: 409,
  already_invited: 409,
  invitation_unknown: 404,
  invitation_used: 409,
  invitation_expired: 410,
  shortcut_taken: 409,
  conversation_taken: 409,
  already_assigned: 409,
  already_set_up: 409,
  slug_taken: 409,
  article_unknown: 404,
  flow_unknown: 404,
  flow_running: 409,
  flow_has_problems: 422,
  flow_too_large: 413,
  nobody_available: 409,
  id_reused: 409,
  range_beyond: 416,
  attachment_unknown: 404,
  uploads_off: 403,
  file_too_large: 413,
  file_kind_refused: 415,
  upload_incomplete: 422,
  too_large: 413,
  frame_too_large: 413,
  version_too_old: 426,
  challenge_required: 403,
  too_many_conversations: 429,
  locked_out: 429,
  rate_limited: 429,
  flood: 429,
  internal: 500,
  unavailable: 503,
};

/**
 * The only way in which a route says no: throw it, and app.ts answers `{ error: { code, message } }` with the code's
 * status (400 where the table above has none). `detail.path` names the field that is wrong.
 */
export class FalaError extends HTTPException {
  readonly code: ErrorCode;
  readonly detail: { path?: string; retryAfterMs?: number };

  constructor(code: ErrorCode, detail: { path?: string; retryAfterMs?: number } = {}) {
    super(statuses[code] ?? 400, { message: errorSentences[code] });
    this.code = code;
    this.detail = detail;
  }

  body(): HttpError {
    return { error: { code: this.code, message: this.message, ...this.detail } };
  }
}
