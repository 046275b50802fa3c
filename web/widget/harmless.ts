/** Says something to the developer of the page. One line, one sentence, always with our name in front. */
export function tell(sentence: unknown): void {
  console.warn(`Fala: ${String(sentence)}`);
}

/**
 * Wraps what runs in the company's page, so that a mistake of ours never reaches it: nothing is thrown, the developer is
 * told, the page goes on.
 */
export function harmless<Given extends unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  return (...given) => {
    try {
      act(...given);
    } catch (error) {
      tell(error);
    }
  };
}

/** For storage, which a browser may forbid: then nothing happens. */
export function whereAllowed<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
