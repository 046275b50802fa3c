import { defineConfig } from "drizzle-kit";

/** `npm run migrations`. The search database has virtual tables: its migrations/search is written by hand. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./worker/!(search)/*.table.ts",
  out: "./migrations/main",
});
