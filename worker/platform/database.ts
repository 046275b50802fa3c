import { drizzle } from "drizzle-orm/d1";

/** The main database through drizzle. D1 has no interactive transactions: what belongs together goes into one `batch`. */
export function database(env: { DB: D1Database }) {
  return drizzle(env.DB);
}

export type Database = ReturnType<typeof database>;

/** What D1 itself said. Drizzle wraps it in the statement and its values, which nobody may see: never pass that on. */
export function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
}
