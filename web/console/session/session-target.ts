/**
 * Where to go after the sign-in: the address that was asked for, if it is one of this console. Everything else (another
 * host, a script, the sign-in page itself) is the start page, so that a crafted link leads nowhere. `origin` is our own.
 */
export function targetAfterSignIn(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !wanted.startsWith("/")) return "/";
  const url = URL.parse(wanted, origin);
  if (url === null || url.origin !== origin || url.pathname === "/sign-in") return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page that leads back to `path`. */
export function signInPath(path: string): string {
  const target = targetAfterSignIn(path, "https://fala.invalid");
  return target === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(target)}`;
}
