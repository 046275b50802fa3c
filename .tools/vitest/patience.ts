import { vi } from "vitest";

/** Whoever waits for what they mean may wait long: no test pays that passes, and on a busy machine a second, vitest's own, is soon over. */
export const patienceMs = 20_000;

const { waitFor } = vi;
vi.waitFor = (look, options = patienceMs) => waitFor(look, options);
