/** What the components of web/ui say; each application's catalogue begins with it. */
export const uiTexts = {
  "ui.close": "Close",
  "ui.clear": "Clear",
  "ui.dismiss": "Dismiss",
  "ui.loading": "Loading…",
  "ui.retry": "Try again",
  "ui.search": "Search",
  "ui.noResults": "Nothing found",
  "ui.notifications": "Notifications",
  "ui.showPassword": "Show password",
  "ui.hidePassword": "Hide password",
  "ui.justNow": "just now",
} as const;
