import { consolePart } from "../console-screen.ts";

/** Loads when it is opened, with its texts. */
export const ArticlePicker = consolePart(async () => {
  const [file, { loadArticleTexts }] = await Promise.all([import("./article-picker.tsx"), import("./article-intl.ts")]);
  await loadArticleTexts();
  return file.ArticlePicker;
});
