import { expect, unique } from "./actors.ts";
import type { AgentActor } from "./agent.ts";
import type { Customer } from "./customer.ts";

/** The customer's page as the agent sees it. */
export const shownPage = (agent: AgentActor) =>
  agent.page.frameLocator(".cobrowsing-frame").frameLocator(".replayer-wrapper iframe");

/** `asked`: what is done while the question stands there. */
export async function showsThePage(
  customer: Customer,
  agent: AgentActor,
  asked: () => Promise<void> = async () => {},
): Promise<void> {
  await customer.asks(unique("Where is the basket?"), "/");
  await agent.opens(await customer.conversation());
  await agent.takes();
  await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
  const yes = customer.frame.getByRole("button", { name: "Show the page" });
  await yes.waitFor();
  await asked();
  await yes.click();
  await expect(agent.page.locator('.cobrowsing-state[data-phase="live"]')).toBeVisible();
}

/** The banner's shadow root is closed to the page, so its buttons are pressed by their place. */
export async function pressesInTheBanner(customer: Customer, name: string): Promise<void> {
  const session = await customer.context.newCDPSession(customer.page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const node = nodes.find((each) => each.role?.value === "button" && each.name?.value === name);
  if (node?.backendDOMNodeId === undefined) throw new Error(`no button ${name} in the banner`);
  const { model } = await session.send("DOM.getBoxModel", { backendNodeId: node.backendDOMNodeId });
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content;
  await customer.page.mouse.click((left + right) / 2, (top + bottom) / 2);
}

/**
 * Lets axe look into the banner: its shadow root is made open to whoever looks, in the pages that are opened from now on. All else
 * in it is as always.
 */
export async function opensTheBanner(customer: Customer): Promise<void> {
  await customer.page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, this.localName === "fala-cobrowsing" ? { ...init, mode: "open" } : init);
    };
  });
}

/** How many things the banner's layer hatches in the page now: they stand in its closed shadow root. */
export async function hatchesOf(customer: Customer): Promise<number> {
  const session = await customer.context.newCDPSession(customer.page);
  await session.send("DOM.enable");
  const { nodes } = await session.send("DOM.getFlattenedDocument", { depth: -1, pierce: true });
  await session.detach();
  return nodes.filter(({ attributes }) => attributes?.includes("hatch") === true).length;
}

/** Answers which things that a recorder hooks into are not as the page found them, in whatever page is there by then. */
export async function hooksOf(customer: Customer): Promise<() => Promise<string[]>> {
  await customer.page.addInitScript(() => {
    const places: [holder: object, name: string][] = [
      [Element.prototype, "attachShadow"],
      ...["insertRule", "deleteRule", "replace", "replaceSync"].map((name): [object, string] => [
        CSSStyleSheet.prototype,
        name,
      ]),
      [CSSGroupingRule.prototype, "insertRule"],
      [CSSStyleDeclaration.prototype, "setProperty"],
      [CSSStyleDeclaration.prototype, "removeProperty"],
      [HTMLInputElement.prototype, "value"],
      [HTMLInputElement.prototype, "checked"],
      [HTMLSelectElement.prototype, "value"],
      [HTMLTextAreaElement.prototype, "value"],
      [HTMLOptionElement.prototype, "selected"],
      [HTMLCanvasElement.prototype, "getContext"],
      [HTMLMediaElement.prototype, "play"],
      [window, "FontFace"],
      [History.prototype, "pushState"],
    ];
    const found = () =>
      places.map(([holder, name]) => {
        const { value, get, set } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
        return [value, get, set];
      });
    const before = found();
    const changed = () =>
      found().flatMap((now, at) => (now.every((each, part) => each === before[at]?.[part]) ? [] : [places[at]?.[1]]));
    Object.assign(window, { hooked: changed });
  });
  return () => customer.page.evaluate(() => (window as unknown as { hooked: () => string[] }).hooked());
}
