import type { ErrorCode } from "./error.ts";

/**
 * What each code means and what to do, for a developer who reads an answer, and for a client that does not know the code
 * yet. Sent along with every error by the Worker.
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
  no_password: "You sign in with your company's account, so there is no password here.",
  sign_on_off: "This workspace has no single sign-on. Sign in with your password.",
  sign_on_failed: "Your company's sign-in did not confirm who you are. Try again, or ask an owner.",
  sign_on_expired: "This sign-in took too long or was begun in another browser. Begin again.",
  sign_on_unknown: "Nobody has invited this e-mail address. Ask an owner or admin for an invitation.",
  sign_on_unverified: "Your company's sign-in has not verified this e-mail address. Ask your administrator.",
  sign_on_conflict: "This e-mail address belongs to an agent who signs in with another account.",
  provider_unreachable: "There is no OpenID Connect provider at this address. Check the issuer and try again.",
  customer_token_invalid: "This chat belongs to another session. Open it again.",
  identity_invalid: "The token that names the customer is not valid. Sign a new one on your server.",
  forbidden: "You may not do this.",
  origin_foreign: "This can only be asked from a page of Fala itself.",
  origin_not_allowed: "This site is not among the origins that may show this chat. Add it in the site's settings.",
  // what it is about
  not_found: "There is nothing here, or you may not see it.",
  changed_meanwhile: "Somebody else saved this meanwhile. Load it again, then save your changes on top of theirs.",
  conversation_taken: "This conversation id belongs to somebody else. Make a new one.",
  already_assigned: "A colleague was faster: this conversation is assigned already.",
  agent_unknown: "There is no such agent who could take this conversation.",
  team_unknown: "There is no such team.",
  rule_matches_nothing: "No conversation can match this rule: its conditions exclude each other. Change or remove one.",
  rule_matches_everything: "Every conversation matches this rule. Add a condition, or change the sites' default team.",
  target_unknown: "The message that this is about does not exist.",
  not_yours: "Only the author of a message may change it.",
  edit_window_over: "A message can be changed for five minutes after it was sent.",
  snooze_time_invalid: "Snooze until a time in the future, within a year.",
  limit_invalid: "A limit is 1 to 100 conversations. To give somebody nothing new, set them to busy or away.",
  origin_invalid:
    "This is no origin. Enter scheme and host only, like https://shop.example, with the port where it has one.",
  image_invalid: "This is no image that can be shown here. Send a PNG, JPEG or WebP of 512 kB at most.",
  hours_never_open:
    "With these hours nobody is ever there. Add a time on a day of the week, or choose around the clock.",
  last_owner: "This is the last owner. Make somebody else an owner first.",
  role_above_own: "This role can do more than yours. Ask somebody who has it.",
  not_yourself: "Nobody can deactivate themselves. Ask a colleague to do it.",
  agent_exists: "There is an agent with this e-mail address already. Change or reactivate that one.",
  already_invited: "This e-mail address is invited already. Send that invitation again, or take it back.",
  invitation_unknown: "This invitation was taken back, or its link is not whole. Ask for a new one.",
  invitation_used: "This invitation was used already. Sign in instead.",
  invitation_expired: "This invitation is too old. Ask for a new one.",
  already_set_up: "This workspace is set up already. Sign in instead.",
  setup_token_invalid: "The setup token is not right or was used already.",
  // how much, and when
  rate_limited: "Too much at once. Wait a moment and try again.",
  flood: "This connection sent far too much and was closed. Load the page again in a minute.",
  unavailable: "Fala cannot do this right now. It is tried again by itself.",
  internal: "Something went wrong on our side. Nothing was changed; try again.",
} as const satisfies Record<ErrorCode, string>;
