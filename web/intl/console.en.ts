import { composerTexts } from "./composer.en.ts";
import { entranceTexts } from "./entrance.en.ts";
import { liveChatTexts } from "./live-chat.en.ts";
import { uiTexts } from "./ui.en.ts";

/** The console's shell: navigation, account, banners, notifications, shortcuts, and how an error of the server is worded. */
const shellTexts = {
  "nav.label": "Main navigation",
  "nav.settings": "Settings",
  "nav.needing": { one: "{{count}} conversation needs you", other: "{{count}} conversations need you" },

  "availability.available": "Available",
  "availability.availableHelp": "New conversations ring for you",
  "availability.busy": "Busy",
  "availability.busyHelp": "You keep what you have and get nothing new by itself",
  "availability.away": "Away",
  "availability.awayHelp": "Nothing new rings, and customers who wait for you go back to the team",
  "availability.menu": "Availability: {{state}}",
  "availability.failed": "Your availability could not be changed. Try again.",

  "account.menu": "Account of {{name}}",
  "account.profile": "Profile",
  "account.security": "Security",
  "account.preferences": "Preferences",
  "account.shortcuts": "Keyboard shortcuts",
  "account.signOut": "Sign out",
  "account.signOutFailed": "You could not be signed out. Check the connection and try again.",

  "theme.label": "Theme",
  "theme.system": "As the system",
  "theme.light": "Light",
  "theme.dark": "Dark",
  "language.label": "Language",
  "language.auto": "As the browser",
  "language.failed": "This language could not be loaded. Check the connection and try again.",

  "banner.offline": "You are offline. What you write is kept and sent when you are back.",
  "banner.waiting": "Connecting again…",
  "banner.retry": "Try now",
  "banner.outdated": "There is a newer Fala. Load the page again to go on.",
  "banner.closed": "The connection was closed. Load the page again to go on.",
  "banner.reload": "Load again",
  "banner.soundBlocked": "Your browser blocks sound, so new conversations would not ring.",
  "banner.testSound": "Test sound",

  "loading.console": "Opening Fala…",
  "trouble.title": "Fala cannot be reached",
  "trouble.text": "Check the connection. It is tried again as soon as you are online.",
  "broken.title": "This screen stopped working",
  "broken.text": "It is our fault. Nothing that was sent is lost, and what you were writing is kept.",
  "broken.reload": "Load the page again",
  "missing.title": "There is nothing at this address",
  "missing.text": "The link may be old, or a part of it is missing.",
  "missing.action": "Go to Live Chat",

  "notification.waiting": "New conversation",
  "notification.assigned": "This conversation is yours now",
  "notification.returned": "Wrote again",
  "notification.message": "New message from {{name}}",
  "notification.mention": "{{name}} mentioned you",
  "notification.line": { one: "{{count}} conversation is waiting", other: "{{count}} conversations are waiting" },
  "notification.lineText": "Open the line and take the first one.",
  "notification.where": "{{team}} · {{site}}",
  "notification.nothingYet": "Has not written anything yet",

  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.description": "Keys are places on the keyboard, so they are the same on every layout.",
  "shortcuts.general": "Everywhere",
  "shortcuts.open": "Show the keyboard shortcuts",
  "shortcuts.or": "or",

  "error.sign_in_failed": "The e-mail or the password is not right. Check both and try again.",
  "error.second_factor_required": "Enter the code of your authenticator app.",
  "error.second_factor_failed": "This code is not right or no longer valid. Enter the newest one.",
  "error.locked_out": "There were too many attempts. Wait {{minutes}} min and try again.",
  "error.session_over": "This session has ended. Sign in again.",
  "error.not_signed_in": "Sign in to do this.",
  "error.password_wrong": "This is not your password. Try again.",
  "error.origin_foreign": "This page stands at another address than Fala. Open Fala at its own address and try again.",
  "error.version_too_old": "Fala was renewed in the meantime. Load the page again.",
  "error.limit_invalid": "A limit is 1 to 100 conversations. To give somebody nothing new, let them be busy or away.",
  "error.already_set_up": "This workspace is set up already. Sign in instead.",
  "error.setup_token_invalid": "This setup token is not right. Copy it again from the deployment’s settings.",
  "error.rate_limited": "Too much at once. Wait a moment and try again.",
  "error.unavailable": "Fala cannot be reached right now. Check the connection and try again.",
  "error.forbidden": "You may not do this. Ask an owner or admin of the workspace.",
  "error.not_found": "This does not exist any more. Load the page again.",
  "error.changed_meanwhile": "Somebody else saved this meanwhile. Load it again and look at what they changed.",
  "error.origin_invalid": "This is no origin. Enter scheme and host, like https://shop.example.",
  "error.image_invalid": "This is no image that can be shown here. Choose a PNG, JPEG or WebP of 512 kB at most.",
  "error.hours_never_open":
    "With these hours nobody is ever there. Add a time on some day, or choose around the clock.",
  "error.team_unknown": "This team does not exist any more. Choose another one.",
  "error.invalid_request": "Something here is not as it should be. Check what you entered.",
  "error.internal": "Something went wrong on our side. Nothing was changed; try again.",
} as const;

export const catalogue = {
  ...uiTexts,
  ...shellTexts,
  ...entranceTexts,
  ...liveChatTexts,
  ...composerTexts,
} as const;
