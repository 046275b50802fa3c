type Urgency = "polite" | "assertive";

const regions = new Map<Urgency, HTMLElement>();

function region(urgency: Urgency): HTMLElement {
  const found = regions.get(urgency);
  if (found?.isConnected) return found;
  const made = document.createElement("div");
  made.className = "ui-hidden";
  made.setAttribute("role", urgency === "polite" ? "status" : "alert");
  made.setAttribute("aria-live", urgency);
  made.setAttribute("aria-atomic", "true");
  // Kobalte hides everything outside a modal dialog; what is announced must still be heard.
  made.setAttribute("data-kb-top-layer", "");
  document.body.append(made);
  regions.set(urgency, made);
  return made;
}

/** Makes the live regions before anything is to be said: a region that appears together with its text stays unheard. Call once, at start. */
export function prepareAnnouncer(): void {
  region("polite");
  region("assertive");
}

/** Says `text` to screen readers, also when it is the same as the last one. "assertive" interrupts: only for what cannot wait. */
export function announce(text: string, urgency: Urgency = "polite"): void {
  const target = region(urgency);
  // A no-break space makes an equal text a different one.
  target.textContent = target.textContent === text ? `${text}\u00a0` : text;
}
