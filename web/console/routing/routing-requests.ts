import { paths } from "#protocol/paths";
import { type Routing, routingSchema } from "#protocol/routing";
import { type Site, sitesSchema } from "#protocol/site";
import { type HttpResult, request } from "../../connection/http.ts";

/** The rules, and the sites that they speak of and fall back to. */
export type RoutingSettings = Routing & { sites: Pick<Site, "id" | "name" | "defaultTeamId" | "allowedOrigins">[] };

export async function askRouting(): Promise<HttpResult<RoutingSettings>> {
  const [routing, sites] = await Promise.all([
    request({ method: "GET", path: paths.routing, schema: routingSchema }),
    request({ method: "GET", path: "/api/sites", schema: sitesSchema }),
  ]);
  if (!routing.ok) return routing;
  return sites.ok ? { ok: true, value: { ...routing.value, sites: sites.value.sites } } : sites;
}

export async function saveRouting(
  { rules }: Pick<Routing, "rules">,
  { version, sites }: RoutingSettings,
): Promise<HttpResult<RoutingSettings>> {
  const answer = await request({
    method: "PUT",
    path: paths.routing,
    body: { version, rules },
    schema: routingSchema,
  });
  return answer.ok ? { ok: true, value: { ...answer.value, sites } } : answer;
}
