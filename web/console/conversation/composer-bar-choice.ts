const keyOf = (agentId: string) => `fala.composerBar.${agentId}`;

/** Whether this agent's bar was shown the last time; shown where nothing is kept. */
export function keptBarShown(agentId: string): boolean {
  try {
    return localStorage.getItem(keyOf(agentId)) !== "hidden";
  } catch {
    return true;
  }
}

export function keepBarShown(agentId: string, shown: boolean): void {
  try {
    localStorage.setItem(keyOf(agentId), shown ? "shown" : "hidden");
  } catch {
    // Storage may be forbidden: the choice holds until the page is left.
  }
}
