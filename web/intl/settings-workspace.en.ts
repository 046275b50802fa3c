/** The settings of the company as a whole. */
export const settingsWorkspaceTexts = {
  "workspace.title": "Company",
  "workspace.text": "What customers see of you, and what holds for every site and team.",
  "workspace.brand": "Name and logo",
  "workspace.name": "Name",
  "workspace.nameHelp": "Your agents see it. Customers see the name of the site.",
  "workspace.nameMissing": "Enter the name of the company.",
  "workspace.logo": "Logo",
  "workspace.logoHelp":
    "PNG, JPEG or WebP, 512 kB at most. Square ones look best; customers see it at the top of the chat.",
  "workspace.logoChoose": "Choose an image",
  "workspace.logoChange": "Change",
  "workspace.logoRemove": "Remove",
  "workspace.logoSending": "Sending the image…",
  "workspace.logoTooLarge": "This image is larger than 512 kB. Choose a smaller one.",
  "workspace.languages": "Languages of the chat",
  "workspace.languagesText":
    "Customers read the chat in their browser’s language where it is one of these, and in the main language otherwise.",
  "workspace.languagesMissing": "Choose one language at least.",
  "workspace.mainLanguage": "Main language",
  "workspace.writing": "While customers write",
  "workspace.sneakPeek": "Sneak peek",
  "workspace.sneakPeekHelp":
    "Agents see what a customer is typing before it is sent. Off: they see only that somebody is typing.",
  "workspace.retention": "How long conversations are kept",
  "workspace.retentionText":
    "Counted from the moment in which a conversation was marked as done. Open ones are always kept. What is erased, with its files, cannot be brought back.",
  "workspace.retentionLabel": "Erase after",
  "workspace.retentionNever": "Never",
  "workspace.retentionDays": { one: "{{count}} day", other: "{{count}} days" },
  "workspace.retentionYears": { one: "{{count}} year", other: "{{count}} years" },
} as const;
