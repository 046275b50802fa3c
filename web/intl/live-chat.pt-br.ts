import type { Translation } from "./catalogue.ts";
import type { liveChatTexts as english } from "./live-chat.en.ts";

export const liveChatTexts: Translation<typeof english> = {
  "liveChat.title": "Live Chat",
};
