import { emailSchema } from "#protocol/text";
import type { HttpRefusal } from "../../connection/http.ts";
import { isNewPassword } from "../session/password-strength.ts";
import { originFrom } from "../settings/site-origin.ts";

/** What set-up asks for, as it is typed. */
export type SetupAnswers = {
  token: string;
  workspace: string;
  name: string;
  email: string;
  password: string;
  team: string;
  site: string;
  origin: string;
};
export type SetupField = keyof SetupAnswers;

/** The steps, each with its fields. */
export const setupSteps = [
  { name: "workspaceStep", fields: ["token", "workspace"] },
  { name: "ownerStep", fields: ["name", "email", "password"] },
  { name: "teamStep", fields: ["team"] },
  { name: "siteStep", fields: ["site", "origin"] },
] as const satisfies readonly { name: string; fields: readonly SetupField[] }[];

/** The token is checked before this step is left. */
export const stepOfToken = 0;

/** Whether a field would be taken. */
export function isAnswered(field: SetupField, answers: SetupAnswers): boolean {
  const value = answers[field];
  if (field === "email") return emailSchema.safeParse(value).success;
  if (field === "password") return isNewPassword(value);
  if (field === "origin") return originFrom(value) !== null;
  return value.trim() !== "";
}

/** The step to go back to when the Worker refuses; the last one where it named nothing. */
export function stepOfRefusal({ code, path }: HttpRefusal): number {
  const field = code === "setup_token_invalid" ? "token" : path === "allowedOrigin" ? "origin" : path;
  const step = setupSteps.findIndex(({ fields }) => fields.some((name) => name === field));
  return step === -1 ? setupSteps.length - 1 : step;
}

/** The token that the deployment's link carries, in the fragment, which browsers never send to a server. */
export function tokenFromFragment(fragment: string): string {
  const text = fragment.replace(/^#/, "");
  const named = new URLSearchParams(text).get("token");
  return named ?? (text.includes("=") ? "" : decodeURIComponent(text));
}
