import type { APIRequestContext } from "@playwright/test";

/** Lets the demo shop's widget stand on one more origin. Asked by somebody who may. */
export async function allowOrigin(request: APIRequestContext, falaOrigin: string, origin: string): Promise<void> {
  const path = `${falaOrigin}/api/sites/site-demo-shop`;
  const site: { allowedOrigins: string[] } = await (await request.get(path)).json();
  const data = { ...site, allowedOrigins: [...site.allowedOrigins, origin] };
  const answer = await request.put(path, { data, headers: { origin: falaOrigin } });
  if (!answer.ok()) throw new Error(await answer.text());
}
