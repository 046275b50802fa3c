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
    case "already_set_up":
    case "setup_token_invalid":
    case "rate_limited":
    case "unavailable":
    case "forbidden":
    case "not_found":
    case "invalid_request":
      return t(`error.${code}`);
    default:
      return t("error.internal");
  }
}
