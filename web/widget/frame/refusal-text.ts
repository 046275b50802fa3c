import { closeCode } from "#protocol/close-code";
import type { ErrorCode } from "#protocol/error";
import { t } from "./frame-intl.ts";

/** Why something of the customer's was refused, and what to do. */
export function refusalText(code: ErrorCode): string {
  switch (code) {
    case "text_too_long":
    case "too_large":
    case "frame_too_large":
      return t("refused.tooLong");
    case "text_empty":
      return t("refused.empty");
    case "rate_limited":
      return t("refused.tooMuch");
    case "customer_token_invalid":
    case "conversation_taken":
    case "forbidden":
      return t("refused.session");
    case "origin_not_allowed":
      return t("refused.origin");
    case "unavailable":
      return t("refused.unavailable");
    default:
      return t("refused.other");
  }
}

/** Why the server closed the conversation's socket for good, and what to do. */
export function closedText(code: number): string {
  switch (code) {
    case closeCode.badHello:
      return t("closed.badHello");
    case closeCode.notSignedIn:
      return t("closed.notSignedIn");
    case closeCode.forbidden:
      return t("closed.forbidden");
    case closeCode.notFound:
      return t("closed.notFound");
    case closeCode.versionTooOld:
      return t("closed.versionTooOld");
    case closeCode.flood:
      return t("closed.flood");
    case closeCode.sessionOver:
      return t("closed.sessionOver");
    default:
      return t("closed.other");
  }
}
