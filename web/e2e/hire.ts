import type { Page } from "@playwright/test";
import type { AgentActor } from "./agent.ts";
import { expect, unique } from "./actors.ts";

/** Somebody new of this role, who comes in by a link as everybody does, in a browser of their own. */
export async function hire(owner: AgentActor, page: Page, role: string) {
  const origin = new URL(owner.page.url()).origin;
  const name = unique("Nora");
  const email = `${name.toLowerCase().replace(" ", "-")}@demo.fala`;
  const ask = async (method: string, path: string, data: object) => {
    const answer = await owner.page.request.fetch(path, { method, data, headers: { origin } });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return await answer.json();
  };
  const { link } = await ask("POST", "/api/invitations", { email, role, teamIds: [] });
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill("coffee before eight");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("navigation", { name: "Main navigation" })).toBeVisible();
  const listed: { agents: { id: string; name: string; version: number }[] } = await ask("GET", "/api/agents/all", {});
  const { id, ...first } = listed.agents.find((agent) => agent.name === name) ?? { id: "", version: 0 };
  let { version } = first;
  const change = async (path: string, data: object, method: string) => {
    ({ version } = await ask(method, `/api/agents/${id}${path}`, { ...data, version }));
  };
  return {
    becomes: (data: object) => change("", data, "PATCH"),
    leaves: () => change("/deactivate", {}, "POST"),
  };
}
