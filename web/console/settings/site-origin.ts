/**
 * The origin that somebody means who pastes the address of their site, as the Worker takes it: scheme, host and port, no path.
 * An address without a scheme is https, but for this machine's own names, where nobody has that. Null where it is none.
 */
export function originFrom(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  const scheme = /^(localhost|127\.0\.0\.1)(?![a-z0-9.-])/i.test(text) ? "http" : "https";
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:") || url.username !== "") return null;
  return /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(url.origin) ? url.origin : null;
}

/** The one line that a site carries. `origin` is Fala's own. */
export function scriptTag(origin: string, siteKey: string): string {
  return `<script async src="${origin}/widget.js?site=${siteKey}"></script>`;
}
