import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./console.en.ts";
import { liveChatTexts } from "./live-chat.pt-br.ts";
import { uiTexts } from "./ui.pt-br.ts";

export const catalogue: Translation<typeof english> = {
  ...uiTexts,
  ...liveChatTexts,
};
