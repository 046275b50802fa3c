import * as z from "zod/mini";

/**
 * Every error that Fala ever says, over HTTP (`{ error: { code, message, … } }`) and over a socket (`refused`).
 * The list is closed: a client may switch over it, and each client words a code in its own language; the sentence here
 * is what a developer reads and what a client shows when it does not know the code yet.
 */
export const errorSentences = {
  // the frame or the request itself
  invalid_frame: "This is not a frame of Fala's protocol. Send one of the commands in docs/protocol.md.",
  frame_too_large: "A frame may have 64 KiB at most. Send less at once.",
  invalid_request: "The request does not have the form that this address expects.",
  too_large: "The request is larger than this address accepts.",
  not_ready: "Say hello first: it is the first frame of every socket.",
  version_too_old: "This page runs an old version of Fala. Load it again.",
  text_empty: "There is no text in this message. Write something first.",
  text_too_long: "A message may have 10,000 characters at most. Send it in parts.",
  id_reused: "This id was used for something else. Make a new id for each command.",
  // who asks
  not_signed_in: "Sign in to do this.",
  sign_in_failed: "The e-mail or the password is not right.",
  second_factor_required: "Enter the code of your authenticator app.",
  second_factor_failed: "This code is not right or no longer valid. Enter the newest one.",
  locked_out: "There were too many attempts to sign in. Wait a quarter of an hour and try again.",
  password_wrong: "This is not your password.",
  session_over: "This session has ended. Sign in again.",
  customer_token_invalid: "This chat belongs to another session. Open it again.",
  identity_invalid: "The token that names the customer is not valid. Sign a new one on your server.",
  forbidden: "You may not do this.",
  origin_foreign: "This can only be asked from a page of Fala itself.",
  origin_not_allowed: "This site is not among the origins that may show this chat. Add it in the site's settings.",
  // what it is about
  not_found: "There is nothing here, or you may not see it.",
  conversation_taken: "This conversation id belongs to somebody else. Make a new one.",
  already_assigned: "A colleague was faster: this conversation is assigned already.",
  agent_unknown: "There is no such agent who could take this conversation.",
  team_unknown: "There is no such team.",
  target_unknown: "The message that this is about does not exist.",
  not_yours: "Only the author of a message may change it.",
  edit_window_over: "A message can be changed for five minutes after it was sent.",
  snooze_time_invalid: "Snooze until a time in the future, within a year.",
  already_set_up: "This workspace is set up already. Sign in instead.",
  setup_token_invalid: "The setup token is not right or was used already.",
  // how much, and when
  rate_limited: "Too much at once. Wait a moment and try again.",
  flood: "This connection sent far too much and was closed. Load the page again in a minute.",
  unavailable: "Fala cannot do this right now. It is tried again by itself.",
  internal: "Something went wrong on our side. Nothing was changed; try again.",
} as const;

export type ErrorCode = keyof typeof errorSentences;

const codes = Object.keys(errorSentences);

export function isErrorCode(value: string): value is ErrorCode {
  return codes.includes(value);
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
