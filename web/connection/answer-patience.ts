/** A socket on which hello or a command stays without any answer this long only looks alive. */
export const answerMs = 15_000;

/** The next one is given twice as long, up to a minute: where very many come back at once, each fresh hello makes a busy server do it all again. */
export const longerThan = (ms: number): number => Math.min(2 * ms, 60_000);
