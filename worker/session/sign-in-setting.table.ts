import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SignInChange } from "../protocol/sign-in.ts";

/** How agents sign in beside their password: one row, or none while nobody has set that up. */
export const signInSetting = sqliteTable("sign_in_setting", {
  id: text("id").primaryKey(),
  version: integer("version").notNull(),
  /** Without its secret; null: switched off. */
  singleSignOn: text("single_sign_on", { mode: "json" }).$type<
    Omit<NonNullable<SignInChange["singleSignOn"]>, "clientSecret">
  >(),
  /** Encrypted (platform/secret-box.ts). */
  clientSecret: text("client_secret"),
});
