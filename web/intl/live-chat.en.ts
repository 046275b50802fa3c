/** The texts of the Live Chat screens: list, conversation, composer, customer's panel. Part of the console's catalogue. */
export const liveChatTexts = {
  "liveChat.title": "Live Chat",
} as const;
