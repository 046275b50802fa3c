/** Under a message that was refused for good. Loaded with the first one. */
export const catalogue = {
  "failed.retry": "Try again",
  "failed.edit": "Change",
  "failed.discard": "Discard",
  "failed.tooMany":
    "Many conversations were begun from your connection today. Go on in one of them, or come back tomorrow.",
  "failed.challenge": "Please confirm that you are a person. Your message is sent then.",
  "failed.challengeRefused": "The check was not accepted. Try it once more.",
  "failed.challengeMissing": "The check could not be loaded. Try again.",
} as const;
