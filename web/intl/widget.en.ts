import { uiTexts } from "./ui.en.ts";

export const catalogue = {
  ...uiTexts,

  "header.label": "Conversation with {{name}}",
  "header.talks": "{{company}} · talks with you",
  "header.options": "Options",
  "header.close": "Close",

  "options.sound": "Sound for new messages",
  "options.language": "Language",
  "options.auto": "As in the browser",

  "greeting.keeps": "You may leave this page: the answer waits here.",

  "log.label": "Messages",
  "log.older": "Loading earlier messages…",
  "log.new": { one: "1 new message", other: "{{count}} new messages" },
  "log.toEnd": "To the newest message",
  "log.today": "Today",
  "log.yesterday": "Yesterday",

  "line.joined": "{{name}} now talks with you",
  "line.left": "{{name}} has left. Somebody else will answer.",
  "line.done": "{{name}} marked this conversation as done",
  "line.doneUnnamed": "This conversation is done",
  "line.doneHint": "Write again to open it.",
  "line.reopened": "{{name}} reopened this conversation",
  "line.reopenedUnnamed": "This conversation is open again",

  "message.you": "You",
  "message.edited": "edited",
  "message.buttons": "Answer with one tap",
  "message.chosen": "Chosen:",
  "message.deleted": "{{name}} deleted this message",
  "message.said": "{{name}} says",
  "message.youSaid": "You say",

  "mark.waiting": "Waits for the connection",
  "mark.sending": "Sending…",
  "mark.sent": "Sent",
  "mark.delivered": "Delivered",
  "mark.read": "Read",
  "mark.failed": "Not sent",

  "typing.who": "{{name}} is typing",

  "composer.attach": "Add files",
  "composer.label": "Message",
  "composer.placeholder": "Write a message…",
  "composer.send": "Send",
  "composer.left": { one: "1 character left", other: "{{count}} characters left" },
  "composer.over": { one: "1 character too many", other: "{{count}} characters too many" },
  "composer.topic": "About {{topic}}",
  "composer.dropTopic": "Remove the topic",

  "banner.offline": "No connection. What you write is sent as soon as it is back.",
  "banner.again": "Try again",
  "banner.reload": "Load again",

  "closed.badHello": "This chat cannot talk to its server. Load it again.",
  "closed.notSignedIn": "This chat has run out of time. Load it again to go on.",
  "closed.forbidden": "This conversation belongs to another session. Load the chat again.",
  "closed.notFound": "This conversation no longer exists. Load the chat again to begin a new one.",
  "closed.versionTooOld": "There is a newer version of this chat. Load it again to go on.",
  "closed.flood": "Too much was sent at once, so this chat was paused. Wait a minute, then load it again.",
  "closed.sessionOver": "This session has ended. Load the chat again to go on.",
  "closed.other": "This chat was closed by the server. Load it again.",

  "refused.tooLong": "This message is too long. Send it in parts.",
  "refused.empty": "There is no text in this message.",
  "refused.tooMuch": "Too much at once. Wait a moment and try again.",
  "refused.session": "This chat belongs to another session. Load it again.",
  "refused.origin": "This site may not show this chat yet. Its owner has to allow it.",
  "refused.unavailable": "The chat cannot be reached right now. It is tried again by itself.",
  "refused.other": "This did not work. Try again.",

  "alone.title": "This chat belongs into a page",
  "alone.text": "It is shown by the site that uses it, not at an address of its own.",
} as const;
