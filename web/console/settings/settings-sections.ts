import RouteIcon from "lucide-solid/icons/route";
import Inbox from "lucide-solid/icons/inbox";
import KeyRound from "lucide-solid/icons/key-round";
import Building from "lucide-solid/icons/building";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import Globe from "lucide-solid/icons/globe";
import Paperclip from "lucide-solid/icons/paperclip";
import ScreenShare from "lucide-solid/icons/screen-share";
import ShieldCheck from "lucide-solid/icons/shield-check";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import UserRound from "lucide-solid/icons/user-round";
import UsersRound from "lucide-solid/icons/users-round";
import type { LucideProps } from "lucide-solid";
import type { Component, ParentProps } from "solid-js";
import { can, type Capability } from "#domain/agent/agent";
import type { Role } from "#protocol/agent";
import { lazyScreen } from "../console-screen.ts";
import { t } from "./settings-intl.ts";

/** Groups of sections, in the order in which the list shows them. */
export const settingsGroups = ["own", "company", "people"] as const;

export type SettingsSection = {
  /** `/settings/<path>`; whoever needs more addresses reads `useParams().item` of `/settings/<path>/<item>`. */
  path: string;
  group: (typeof settingsGroups)[number];
  title: () => string;
  icon: Component<LucideProps>;
  /** What one must be allowed to; absent: it is everybody's own. */
  needs?: Capability;
  screen: Component<ParentProps>;
};

/** Every section of the settings, in the order of the list. A new one is one more element here. */
const settingsSections: readonly SettingsSection[] = [
  {
    path: "profile",
    group: "own",
    title: () => t("profile.title"),
    icon: UserRound,
    screen: lazyScreen(() => import("./profile-settings.tsx").then((file) => file.ProfileSettings)),
  },
  {
    path: "security",
    group: "own",
    title: () => t("security.title"),
    icon: ShieldCheck,
    screen: lazyScreen(() => import("./security-settings.tsx").then((file) => file.SecuritySettings)),
  },
  {
    path: "preferences",
    group: "own",
    title: () => t("preferences.title"),
    icon: SlidersHorizontal,
    screen: lazyScreen(() => import("./preferences-settings.tsx").then((file) => file.PreferencesSettings)),
  },
  {
    path: "company",
    group: "company",
    title: () => t("workspace.title"),
    icon: Building,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("./workspace-settings.tsx").then((file) => file.WorkspaceSettings)),
  },
  {
    path: "sites",
    group: "company",
    title: () => t("site.title"),
    icon: Globe,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("./site-settings.tsx").then((file) => file.SiteSettings)),
  },
  {
    path: "co-browsing",
    group: "company",
    title: () => t("rules.title"),
    icon: ScreenShare,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("../cobrowsing/rules-settings.tsx").then((file) => file.RulesSettings)),
  },
  {
    path: "hours",
    group: "company",
    title: () => t("hours.title"),
    icon: CalendarClock,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("./hours-settings.tsx").then((file) => file.HoursSettings)),
  },
  {
    path: "files",
    group: "company",
    title: () => t("files.title"),
    icon: Paperclip,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("../attachment/upload-settings.tsx").then((file) => file.UploadSettingsPage)),
  },
  {
    path: "teams",
    group: "people",
    title: () => t("team.title"),
    icon: Inbox,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("../team/team-settings.tsx").then((file) => file.TeamSettings)),
  },
  {
    path: "routing",
    group: "people",
    title: () => t("routing.title"),
    icon: RouteIcon,
    needs: "manage_workspace",
    screen: lazyScreen(() => import("../routing/routing-settings.tsx").then((file) => file.RoutingSettings)),
  },
  {
    path: "agents",
    group: "people",
    title: () => t("agents.title"),
    icon: UsersRound,
    needs: "manage_agents",
    screen: lazyScreen(() => import("../agent/agents-settings.tsx").then((file) => file.AgentsSettings)),
  },
  {
    path: "sign-in",
    group: "people",
    title: () => t("ways.title"),
    icon: KeyRound,
    needs: "manage_sign_in",
    screen: lazyScreen(() => import("../session/sign-in-settings.tsx").then((file) => file.SignInSettingsPage)),
  },
];

/** The section at `/settings/<path>`, whoever may see it. */
export const sectionAt = (path: string | undefined) => settingsSections.find((section) => section.path === path);

/** The sections that this role may see. */
export function sectionsFor(role: Role): SettingsSection[] {
  return settingsSections.filter(({ needs }) => needs === undefined || can(role, needs));
}
