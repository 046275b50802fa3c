import * as z from "zod/mini";
import { limits } from "./limits.ts";
import { nameSchema } from "./text.ts";

/** The languages that the widget speaks. */
export const widgetLanguages = ["en", "pt-BR"] as const;
export const widgetLanguageSchema = z.enum(widgetLanguages);
export type WidgetLanguage = z.infer<typeof widgetLanguageSchema>;

/** Which number of a row of settings one has seen. A write says it, and only the newest one counts: else `changed_meanwhile`. */
export const versionSchema = z.int().check(z.nonnegative());

/** `POST /api/workspace/logo` takes the bytes of a PNG, JPEG or WebP; `settings` name it when they are saved. */
export const logoSchema = z.string().check(z.regex(/^[0-9a-f]{32}\.(png|jpg|webp)$/, "a logo that was sent before"));
export const logoResponseSchema = z.object({ logo: logoSchema });

/** `GET /api/workspace`, and whole to `PUT /api/workspace`, which answers with the new one. */
export const workspaceSettingsSchema = z.object({
  version: versionSchema,
  name: nameSchema,
  logo: z.nullable(logoSchema),
  /** Those in which customers are served; a customer who reads none of them gets the first. */
  languages: z.array(widgetLanguageSchema).check(
    z.minLength(1),
    z.refine((tags) => new Set(tags).size === tags.length, "each language once"),
  ),
  /** Whether agents see what a customer is typing before it is sent. */
  sneakPeek: z.boolean(),
  /** Conversations are erased when they have been done for so many days; null: kept. */
  retentionDays: z.nullable(z.int().check(z.gte(1), z.lte(limits.retentionDays))),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;
