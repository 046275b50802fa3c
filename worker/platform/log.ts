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

/** Where it happened, and what: but for the words that some errors quote, which may be somebody's. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack = `${name}: ${message}`, cause } = error;
  const told = message === "" ? stack : stack.replace(message, () => withoutWords(error));
  return cause === undefined ? told : `${told}\ncaused by ${describe(cause)}`;
}

/** A query that failed lists its values behind it; a parser quotes what it could not read. */
function withoutWords({ name, message }: Error): string {
  return name === "SyntaxError" ? "unreadable" : message.replace(/\nparams:[^]*$/, "");
}
