/** What the composer's bar, its pickers, text blocks and chat blocks say. */
export const composerTexts = {
  // The bar, from left to right as in the guide
  "composer.bar": "Send more than words",
  "composer.bar.articles": "Article",
  "composer.bar.image": "Image",
  "composer.bar.video": "Video",
  "composer.bar.flow": "Flow",
  "composer.bar.audio": "Audio",
  "composer.bar.file": "File",
  "composer.bar.cobrowsing": "Request co-browsing",
  "composer.bar.chatBlocks": "Chat block",
  "composer.bar.show": "Show the bar",
  "composer.bar.hide": "Hide the bar",
  "composer.bar.shortcut": "Show or hide the composer’s bar",
  "composer.bar.obstacle": "{{what}}: {{why}}",
  "composer.bar.replyOnly": "only in replies, since the customer never sees a note",
  "composer.article.fact": "Article: {{title}}",
  "composer.article.remove": "Take “{{title}}” out",
  "composer.article.replyOnly": "An article goes to the customer: send it as a reply.",
  "composer.bar.noFlows": "this Fala has no flows yet",
  "composer.bar.noCobrowsing": "this Fala cannot show the customer’s page yet",
  "composer.bar.noChatBlocks": "this Fala has no chat blocks yet",

  // Forming a text
  "composer.format": "Form a text",
  "composer.format.bold": "Bold",
  "composer.format.italic": "Italic",
  "composer.format.struck": "Struck through",
  "composer.format.code": "Code",
  "composer.format.list": "List",
  "composer.format.steps": "Numbered list",
  "composer.format.quote": "Quote",
  "composer.preview": "How it will look",

  // Text blocks, at the caret
  "composer.blocks": "Text blocks",
  "composer.blocks.found": {
    one: "{{count}} text block, arrow keys choose",
    other: "{{count}} text blocks, arrow keys choose",
  },
  "composer.blocks.manage": "Manage text blocks",
  "composer.variables.open": "Nobody has told Fala {{name}} yet. Write it yourself before you send.",
  "composer.variables.show": "Fill in",
} as const;
