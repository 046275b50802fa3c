import { consolePart } from "../console-screen.ts";

/** The conversation beside the lists. Not fetched before the lists stand, unless the address names one. */
export const ConversationView = consolePart(async () => {
  const [file, words] = await Promise.all([
    import("./conversation-view.tsx"),
    import("../../attachment/file-words.ts"),
  ]);
  await words.startFileWords();
  return file.ConversationView;
});
