import { randomBytes, randomUUID } from "node:crypto";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { test as base } from "./fixture.ts";
import { type DemoAgent, demoAgents, sessionFile } from "./sign-in.ts";

export { expect } from "./fixture.ts";

type Actors = {
  /** Somebody new writes who is never looked at, without a browser; answers their conversation. */
  somebodyAsks: (text: string) => Promise<string>;
  /** Somebody new on the shop's page. */
  customer: Customer;
  /** Bruno, of Support. */
  agent: AgentActor;
  /** Carla, of Support: supervisor. */
  colleague: AgentActor;
  /** Ana, of Support and Sales: owner of the workspace. */
  owner: AgentActor;
  /** Diego, of Sales alone. No customer's conversation comes there by itself, so what he hears is only what a scenario sends. */
  seller: AgentActor;
  /** Makes further people, with whatever browser they have. They go with the scenario. */
  people: People;
};

export type People = {
  customer: (options?: BrowserContextOptions) => Promise<Customer>;
  agent: (who: DemoAgent, options?: BrowserContextOptions) => Promise<AgentActor>;
  /** Somebody who is nobody yet. */
  stranger: (options?: BrowserContextOptions) => Promise<Page>;
};

/** Words that no other scenario, and no other run of this one, has said. */
export const unique = (words: string): string => `${words} ${randomBytes(4).toString("hex")}`;

export const test = base.extend<Actors>({
  somebodyAsks: async ({ request, demo }, use) => {
    const post = async <Answer>(path: string, data: object, headers = {}): Promise<Answer> => {
      const answer = await request.post(path, { data, headers: { origin: demo.origin, ...headers } });
      if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
      return await answer.json();
    };
    await use(async (text) => {
      const { token } = await post<{ token: string }>("/api/widget/session", { site: "demo", token: null });
      const conversation = randomUUID();
      const visits = [{ url: new URL("/", demo.shop.near).href, title: "Serra Coffee", at: Date.now() }];
      const said = {
        ...{ conversation, id: randomUUID(), text, topic: null },
        ...{ visits, attributes: {}, language: "en-US" },
      };
      await post("/api/widget/conversations", said, { authorization: `Bearer ${token}` });
      return conversation;
    });
  },
  // After `expectNoise`, which watches every context that is made from then on.
  people: async ({ browser, demo, baseURL, expectNoise }, use) => {
    void expectNoise;
    const made: { close: () => Promise<void> }[] = [];
    const open = async (options?: BrowserContextOptions) => {
      const context = await browser.newContext({ ...options, ...(baseURL ? { baseURL } : {}) });
      made.push(context);
      return context;
    };
    await use({
      customer: async (options) => {
        const context = await open(options);
        return new Customer(await context.newPage(), context, demo.shop.near);
      },
      stranger: async (options) => await (await open(options)).newPage(),
      agent: async (who, options) => {
        const context = await open({ storageState: sessionFile(who), ...options });
        return new AgentActor(await context.newPage(), context, demoAgents[who].name);
      },
    });
    await Promise.all(made.map((context) => context.close()));
  },
  customer: async ({ people }, use) => use(await people.customer()),
  agent: async ({ people }, use) => use(await people.agent("bruno")),
  colleague: async ({ people }, use) => use(await people.agent("carla")),
  owner: async ({ people }, use) => use(await people.agent("ana")),
  seller: async ({ people }, use) => use(await people.agent("diego")),
});
