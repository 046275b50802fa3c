import { liveChatTexts } from "./live-chat.en.ts";
import { uiTexts } from "./ui.en.ts";

export const catalogue = {
  ...uiTexts,
  ...liveChatTexts,
} as const;
