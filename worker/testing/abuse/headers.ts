/** What every answer of the Worker must say, by what kind of answer it is. Answers what is wrong with one. */
export function faultsOf(address: string, { status, headers, webSocket }: Response): string[] {
  if (webSocket !== null) return [];
  const wrong: string[] = [];
  const must = (name: string, fits: RegExp) => {
    const value = headers.get(name) ?? "";
    if (!fits.test(value)) wrong.push(`${name} is ${JSON.stringify(value)}`);
  };
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  must("x-content-type-options", /^nosniff$/);
  must("strict-transport-security", /^max-age=\d{8,}/);
  must("referrer-policy", /^(strict-origin-when-cross-origin|no-referrer)$/);
  must("cross-origin-resource-policy", /^(same-origin|cross-origin)$/);
  if (/ \/api\//.test(address) && !address.includes("/logo/")) must("cache-control", /^no-store$/);
  if (status >= 400 && !isPage) must("content-type", /^application\/json/);
  // Cookies of ours only ever come back over an encrypted connection, to us, and never to a script.
  for (const cookie of headers.getSetCookie()) {
    if (cookie.includes("Max-Age=0")) continue;
    if (
      !cookie.startsWith("__Host-") ||
      !/; Secure/.test(cookie) ||
      !/; HttpOnly/.test(cookie) ||
      !/SameSite=Lax/.test(cookie)
    )
      wrong.push(`set-cookie is ${cookie}`);
  }
  if (!isPage) return wrong;
  const policy = directivesOf(headers.get("content-security-policy") ?? "");
  if (policy.get("default-src") !== "'none'") wrong.push("the page's policy allows what it does not name");
  const scripts = policy.get("script-src") ?? "";
  if (scripts !== "'self'") wrong.push(`scripts may come from ${scripts}`);
  for (const name of ["base-uri", "object-src"]) {
    if ((policy.get(name) ?? policy.get("default-src")) !== "'none'") wrong.push(`${name} is open`);
  }
  if (!policy.has("frame-ancestors")) wrong.push("anybody may frame the page");
  if (!policy.has("form-action")) wrong.push("its forms may go anywhere");
  return wrong;
}

function directivesOf(policy: string): Map<string, string> {
  return new Map(
    policy.split(";").map((each) => {
      const [name = "", ...values] = each.trim().split(/\s+/);
      return [name, values.join(" ")];
    }),
  );
}
