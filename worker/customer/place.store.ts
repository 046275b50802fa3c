import Bowser from "bowser";
import * as z from "zod/mini";
import type { Place } from "../protocol/customer.ts";

const cfSchema = z.object({ country: z.nullish(z.string()), city: z.nullish(z.string()) });

/** From where a request comes, as Cloudflare and the browser's own words report it. */
export function placeOf(request: Request, language: string | null): Place {
  const cf = cfSchema.safeParse(request.cf ?? {}).data;
  const agent = Bowser.parse(request.headers.get("user-agent") || "unknown");
  const type = agent.platform.type;
  return {
    country: cf?.country ?? null,
    city: cf?.city ?? null,
    language: language ?? preferred(request.headers.get("accept-language")),
    browser: named(agent.browser.name, agent.browser.version),
    system: named(agent.os.name, agent.os.versionName ?? agent.os.version),
    device: type === "mobile" ? "phone" : type === "tablet" ? "tablet" : "desktop",
  };
}

/** Short, whatever a client calls itself: it is kept with the socket, which has little room. */
function named(name: string | undefined, version: string | undefined): string | null {
  if (!name) return null;
  return (version ? `${name} ${version.split(".")[0]}` : name).slice(0, 60);
}

function preferred(header: string | null): string | null {
  const first = header?.split(",")[0]?.split(";")[0]?.trim();
  return first && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(first) ? first : null;
}
