import { test as base } from "@playwright/test";

type Watch = {
  /** Lets this scenario hear a message that it provokes: texts that match are not held against it. */
  expectNoise: (pattern: RegExp) => void;
};

/** What product.setup.ts has made for all scenarios: the demo shop's addresses and the demo workspace's owner. */
type Demo = {
  /** Where Fala answers. */
  origin: string;
  /**
   * The same shop by two names. Both are other origins than Fala's; `far` is another site as well, where a browser without
   * third-party storage (each of Playwright's contexts is one) lets the widget's frame keep nothing.
   */
  shop: { near: string; far: string };
  email: string;
  password: string;
  setupToken: string;
};

function said(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the product was started without a part that this scenario needs.`);
  return value;
}

/**
 * Every scenario fails that left an error in a page's console, or an exception in a page, in any context that it opened.
 * Pages of contexts made with `browser.newContext()` are watched too.
 */
export const test = base.extend<Watch & { demo: Demo }>({
  baseURL: async ({}, use) => use(said("FALA_ORIGIN")),
  demo: async ({}, use) =>
    use({
      origin: said("FALA_ORIGIN"),
      shop: { near: said("FALA_SHOP").replace("127.0.0.1", "localhost"), far: said("FALA_SHOP") },
      email: said("FALA_EMAIL"),
      password: said("FALA_PASSWORD"),
      setupToken: said("FALA_SETUP_TOKEN"),
    }),
  expectNoise: [
    async ({ browser }, use) => {
      const heard: string[] = [];
      // How the console learns that nobody is signed in; the browser, not the page, writes a line for it.
      // And how it says that a scenario has taken the network away.
      const expected = [
        /401 \(Unauthorized\) \(.*\/api\/me\)/,
        /ERR_INTERNET_DISCONNECTED/,
        // A console asks after rows that it doubts; what another scenario erased, or began this moment, is not in the index.
        /status of 404.*\/api\/conversations\/[\w-]+\)/,
      ];
      const contexts = new Set<unknown>();
      const watch = (context: ReturnType<typeof browser.contexts>[number]) => {
        if (contexts.has(context)) return;
        contexts.add(context);
        context.on("console", (message) => {
          if (message.type() === "error") heard.push(`${message.text()} (${message.location().url})`);
        });
        context.on("weberror", (error) => heard.push(error.error().stack ?? error.error().message));
      };
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await open(options);
        watch(context);
        return context;
      };
      for (const context of browser.contexts()) watch(context);

      await use((pattern) => expected.push(pattern));

      browser.newContext = open;
      const noise = heard.filter((text) => !expected.some((pattern) => pattern.test(text)));
      if (noise.length > 0) throw new Error(`A page reported errors:\n${noise.join("\n")}`);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
