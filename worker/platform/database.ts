import { drizzle } from "drizzle-orm/d1";

/** The main database through drizzle. D1 has no interactive transactions: what belongs together goes into one `batch`. */
export function database(env: { DB: D1Database }) {
  return drizzle(env.DB);
}

export type Database = ReturnType<typeof database>;
