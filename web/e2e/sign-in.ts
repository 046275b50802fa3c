import { join } from "node:path";
import { request } from "@playwright/test";

/** The demo's agents, by first name. All of them have the same password. */
export const demoPassword = "fala-demo-2026";
export const demoAgents = {
  ana: { name: "Ana Souza", email: "ana@demo.fala" },
  bruno: { name: "Bruno Lima", email: "bruno@demo.fala" },
  carla: { name: "Carla Mendes", email: "carla@demo.fala" },
  diego: { name: "Diego Rocha", email: "diego@demo.fala" },
  emma: { name: "Emma Wilson", email: "emma@demo.fala" },
} as const;
export type DemoAgent = keyof typeof demoAgents;

export const isDemoAgent = (name: string): name is DemoAgent => name in demoAgents;

/** The browser's storage of an agent who is signed in; made by `signInEverybody`. */
export function sessionFile(agent: DemoAgent): string {
  return join(process.env["FALA_SESSIONS"] ?? "", `${agent}.json`);
}

/** Signs an agent in over HTTP and keeps the cookies in a file, in the form that Playwright's contexts begin with. */
export async function signIn(origin: string, email: string, password: string, file: string): Promise<void> {
  const browser = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const answer = await browser.post("/api/session", { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} could not be signed in: ${await answer.text()}`);
  await browser.storageState({ path: file });
  await browser.dispose();
}

/** One sign-in for each demo agent: scrypt is slow on purpose, and a scenario that is not about signing in need not wait for it. */
export async function signInEverybody(origin: string, folder: string): Promise<string> {
  await Promise.all(
    Object.entries(demoAgents).map(([name, { email }]) =>
      signIn(origin, email, demoPassword, join(folder, `${name}.json`)),
    ),
  );
  return folder;
}
