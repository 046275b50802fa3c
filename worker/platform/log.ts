type Fields = Record<string, string | number | boolean | null | undefined>;

/**
 * One structured line per happening, for `wrangler tail` and Workers Logs. Never message texts, names or addresses:
 * ids, codes, counts and durations only.
 */
export const log = {
  info(happening: string, fields: Fields = {}): void {
    console.log(JSON.stringify({ level: "info", happening, ...fields }));
  },
  /** Something failed that the product handles (a retry follows, or the caller was told). */
  warn(happening: string, error: unknown, fields: Fields = {}): void {
    console.warn(JSON.stringify({ level: "warn", happening, error: describe(error), ...fields }));
  },
  /** Something failed that nobody expected. */
  error(happening: string, error: unknown, fields: Fields = {}): void {
    console.error(JSON.stringify({ level: "error", happening, error: describe(error), ...fields }));
  },
};

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
