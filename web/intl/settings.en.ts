import { routingTexts } from "./routing.en.ts";
import { agentsTexts } from "./agents.en.ts";
import { signInSettingsTexts } from "./sign-in-settings.en.ts";
import { settingsCobrowsingTexts } from "./settings-cobrowsing.en.ts";
import { settingsHoursTexts } from "./settings-hours.en.ts";
import { settingsOwnTexts } from "./settings-own.en.ts";
import { settingsSiteTexts } from "./settings-site.en.ts";
import { settingsWorkspaceTexts } from "./settings-workspace.en.ts";
import { teamSettingsTexts } from "./team-settings.en.ts";
import { uploadSettingsTexts } from "./upload-settings.en.ts";

/** The frame of the settings: the list of sections, and what every form there says. */
const frameTexts = {
  "settings.title": "Settings",
  "settings.sections": "Settings",
  "settings.back": "All settings",
  "settings.groupOwn": "You",
  "settings.groupCompany": "Company",
  "settings.groupPeople": "People and routing",
  "settings.loading": "Loading the settings…",
  "settings.loadFailed": "These settings could not be loaded",
  "settings.missing": "What you look for is not here",
  "settings.missingText": "It was deleted, or a part of the link is missing. Go back to see what there is.",
  "settings.save": "Save",
  "settings.saved": "Saved",
  "settings.cancel": "Cancel",
  "settings.unsaved": "Not saved yet",
  "settings.discard": "Discard",
  "settings.wrong": "Something is not right yet. Look at what is marked in red.",
  "settings.newerTitle": "Somebody else saved this meanwhile",
  "settings.newerText": "Nothing of theirs or yours is lost. Choose what you want to go on with, then save.",
  "settings.newerKeep": "Keep my changes on top of theirs",
  "settings.newerTake": "Take theirs",
  "settings.leaveTitle": "Leave without saving?",
  "settings.leaveText": "What you changed here is not saved yet.",
  "settings.leave": "Leave",
  "settings.stay": "Stay here",
} as const;

/** What the settings' screens say, loaded with the first of them. One file for each word; add yours here. */
export const catalogue = {
  ...frameTexts,
  ...agentsTexts,
  ...signInSettingsTexts,
  ...settingsOwnTexts,
  ...routingTexts,
  ...settingsWorkspaceTexts,
  ...settingsSiteTexts,
  ...settingsCobrowsingTexts,
  ...settingsHoursTexts,
  ...teamSettingsTexts,
  ...uploadSettingsTexts,
} as const;
