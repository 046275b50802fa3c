const KEY = "fala.customerPanel";

/** Whether the customer's panel was open the last time; open where nothing is kept. */
export function keptPanelOpen(): boolean {
  try {
    return localStorage.getItem(KEY) !== "closed";
  } catch {
    return true;
  }
}

export function keepPanelOpen(open: boolean): void {
  try {
    localStorage.setItem(KEY, open ? "open" : "closed");
  } catch {
    // Storage may be forbidden: the choice holds until the page is left.
  }
}
