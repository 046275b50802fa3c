/** What the articles of the panel say. Loads with the first of them. */
export const catalogue = {
  "article.search": "Search the help articles",
  "article.found": { one: "{{count}} article found", other: "{{count}} articles found" },
  "article.nothing": "Nothing found. Write to us below.",
  "article.back": "Back to the conversation",
  "article.page": "Open as a page",
  "article.loading": "Loading the article…",
  "article.gone": "This article is not there any more. Ask us in the conversation.",
  "article.failed": "The article could not be loaded.",
  "article.retry": "Try again",
  "article.helped": "Did this help?",
  "article.yes": "Yes",
  "article.no": "No",
  "article.thanks": "Thank you. Good to know.",
  "article.sorry": "Thank you. Write to us, we will help.",
  "article.voteFailed": "Your answer could not be sent. Try again.",
} as const;
