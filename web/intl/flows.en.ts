import { flowEditorTexts } from "./flow-editor.en.ts";
import { flowStepTexts } from "./flow-steps.en.ts";
import { flowTemplateTexts } from "./flow-templates.en.ts";
import { routingTexts } from "./routing.en.ts";
import { catalogue as textBlockTexts } from "./text-blocks.en.ts";

/** What the list of flows says. */
const listTexts = {
  "flows.title": "Flows",
  "flows.text": "Scripted dialogs: they ask, look up, and hand over to a person.",
  "flows.loading": "Loading the flows…",
  "flows.failed": "This flow could not be loaded",
  "flows.listFailed": "The flows could not be loaded",
  "flows.back": "All flows",
  "flows.name": "Name of the flow",
  "flows.untitled": "New flow",
  "flows.new": "New flow",
  "flows.newText": "Begin with something that works, and make it yours.",
  "flows.search": "Search names and descriptions",
  "flows.state": "State",
  "flows.state.all": "Every state",
  "flows.state.published": "Published",
  "flows.state.draft": "Draft",
  "flows.state.version": "Version {{number}} runs",
  "flows.state.changed": "Version {{number}} runs, draft changed",
  "flows.state.changedShort": "Changed since",
  "flows.none": "Let a flow ask the first questions",
  "flows.noneText": "A flow talks to customers by itself, and hands over to a person with everything it has learned.",
  "flows.noneFound": "No flow is like this",
  "flows.clear": "Take the filters away",
  "flows.more": "More about “{{name}}”",
  "flows.duplicateFlow": "Duplicate",
  "flows.copyOf": "{{name}} (copy)",
  "flows.deleteFlow": "Delete",
  "flows.deleted": "“{{name}}” was deleted",
  "flows.row.started": "started",
  "flows.row.finished": "finished",
  "flows.row.handedOver": "handed over",
  "flows.cancel": "Cancel",

  "flows.import": "Import",
  "flows.import.text": "Drop a flow’s file here. It comes in as a draft.",
  "flows.import.choose": "Choose a file",
  "flows.import.problems": {
    one: "{{count}} thing is wrong with this file",
    other: "{{count}} things are wrong with this file",
  },
  "flows.import.schema": "What a file is made of:",
  "flows.import.schemaLink": "JSON Schema",
  "flows.file.noJson": "This is no JSON. {{why}}",
  "flows.file.type": "There should be a value of the type {{expected}} here.",
  "flows.file.value": "Only these can stand here: {{values}}.",
  "flows.file.unknownKind": "There is no such kind.",
  "flows.file.tooBig": "This is too much: {{most}} at most.",
  "flows.file.tooSmall": "This is too little: {{least}} at least.",
  "flows.file.shouldBe": "This does not fit: {{what}}.",
  "flows.file.wrong": "This does not fit.",

  "flows.why.unavailable": "the server cannot be reached.",
  "flows.why.forbidden": "your role does not allow it.",
  "flows.why.changed_meanwhile": "somebody else changed it meanwhile. Look at it again.",
  "flows.why.flow_has_problems": "Some problems have to be mended first.",
  "flows.why.flow_too_large": "a flow has 300 steps at most. Put some of them into another flow.",
  "flows.why.flow_unknown": "it does not exist any more.",
  "flows.why.not_found": "it does not exist any more.",
  "flows.why.too_large": "it is too large.",
  "flows.why.invalid_request": "something in it does not fit.",
  "flows.why.internal": "something went wrong on our side.",
} as const;

export const catalogue = {
  ...textBlockTexts,
  ...routingTexts,
  ...listTexts,
  ...flowStepTexts,
  ...flowEditorTexts,
  ...flowTemplateTexts,
} as const;
