/** What a customer may ask of the company: everything of theirs, or that nothing of it is left. */
export const catalogue = {
  "customerData.exportTitle": "Export everything of {{name}}",
  "customerData.exportText":
    "A ZIP file with who they are, and of each conversation a transcript, all of it as JSON, and the files.",
  "customerData.count": { one: "{{count}} conversation", other: "{{count}} conversations" },
  "customerData.unknown": "The number of conversations is not known now",
  "customerData.notes": "With the team’s notes and facts",
  "customerData.notesHelp": "What the customer never saw. Leave it out of what you hand to them.",
  "customerData.export": "Export",
  "customerData.exporting": "Collecting conversation {{at}} of {{total}}",
  "customerData.exportFailed": "Nothing was saved. {{why}}",
  "customerData.exported": "The file is among your downloads",
  "customerData.eraseTitle": "Erase everything of {{name}}?",
  "customerData.eraseText":
    "Every conversation with them goes for good, in all teams: messages, notes, files, and what is known of them. Nobody can bring it back. Export it first if you may need it.",
  "customerData.eraseType": "Type “{{name}}” to confirm",
  "customerData.erase": "Erase customer",
  "customerData.erasing": { one: "{{count}} conversation erased", other: "{{count}} conversations erased" },
  "customerData.eraseFailed":
    "Not everything is erased yet. It goes on by itself within the hour; you can also try again. {{why}}",
  "customerData.erased": "Everything of {{name}} was erased",
} as const;
