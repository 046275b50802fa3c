import { vi } from "vitest";

/**
 * Waits until this holds, and answers what it found: for what an object does after it has answered. A busy machine may take long, which no test
 * pays that passes. With a clock of the test's, time goes by meanwhile.
 */
export async function soon<Found>(look: () => Found | Promise<Found>): Promise<Found> {
  return await vi.waitFor(look, { timeout: 20_000, interval: 20 });
}
