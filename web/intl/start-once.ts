/** Asks for texts once, however often it is called; what failed is asked for again by the next call. */
export function startOnce(start: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | null = null;
  return () =>
    (started ??= start().catch((error: unknown) => {
      started = null;
      throw error;
    }));
}
