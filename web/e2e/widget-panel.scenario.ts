import { expect, test, unique } from "./actors.ts";
import { ask } from "./ask.ts";
import { smallPhone } from "./axe.ts";
import { openInTwoDays } from "./hours.ts";
import { asAgent, message } from "./wire.ts";

test("whoever is at the end of the conversation stays there when many messages come at once", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("Tell me all of it"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.takes();
  const scroller = customer.frame.locator(".conversation-scroller");
  const below = () =>
    scroller.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
  // Each comes after a frame was drawn, and before the scroll that this frame made is told.
  await scroller.evaluate((element) => {
    const log = element.querySelector(".conversation-lines");
    const made = Object.assign(window, { added: 0 });
    const { port1: heard, port2: frame } = new MessageChannel();
    const drawn = () => requestAnimationFrame(() => frame.postMessage(null));
    heard.onmessage = () => {
      log?.append(
        Object.assign(document.createElement("p"), { textContent: "Another line of it", style: "height: 90px" }),
      );
      made.added += 1;
      if (made.added < 20) drawn();
    };
    drawn();
  });
  await expect.poll(() => customer.frame.locator("body").evaluate(() => Reflect.get(window, "added"))).toBe(20);
  await expect.poll(below).toBeLessThan(2);
  const last = unique("That was all");
  const more = Array.from({ length: 12 }, (_, each) => message(`${each} ${"of what there is to say ".repeat(8)}`));
  await asAgent(agent, conversation, [...more, message(last)]);
  await customer.sees(last);
  await expect.poll(below).toBeLessThan(2);
});

test("[WG2] what the page tells while the chat is open leaves the focus where the customer put it", async ({
  customer,
}) => {
  await customer.opensTheShop();
  await customer.opensTheChat();
  await expect(customer.message).toBeFocused();
  const search = customer.frame.getByRole("searchbox", { name: "Search the help articles" });
  // From the page back into the chat: the page has lost the focus then, and says so.
  await customer.page.getByRole("heading").first().click();
  await search.click();
  await customer.page.evaluate(() => {
    history.pushState(null, "", "/cart?while=searching");
    document.title = "Another page";
  });
  await customer.page.keyboard.type("grind");
  await expect(customer.frame.getByRole("button", { name: /The right grind/ })).toBeVisible();
  await expect(search).toHaveValue("grind");
  await expect(customer.message).toHaveValue("");
});

test("on the narrowest phones nothing is cut or lies beside the panel, in Portuguese too, and all of it fits a finger", async ({
  people,
  owner,
  demo,
}) => {
  await owner.opensTheConsole("/settings/hours");
  const team = await ask<{ id: string }>(owner.page, "POST", "/api/teams", {
    ...{ name: unique("Narrow"), method: "manual", firstReplySeconds: 180, agentIds: ["agent-ana-souza"] },
  });
  const hours = openInTwoDays();
  await ask(owner.page, "PUT", `/api/hours/${team.id}`, { version: 0, hours });
  const site = await ask<{ key: string }>(owner.page, "POST", "/api/sites", {
    ...{ name: "Narrow", allowedOrigins: [demo.shop.near], defaultTeamId: team.id },
    ...{ look: { color: "#2740b0", position: "end" }, greeting: { en: "", "pt-BR": "" } },
  });
  const customer = await people.customer({ ...smallPhone, locale: "pt-BR" });
  await customer.finds(site.key);
  await customer.page.goto(customer.shop);
  await customer.launcher.click();
  const panel = customer.frame.getByRole("main");
  await expect(customer.frame.getByRole("button", { name: "Salvar" })).toBeInViewport({ ratio: 1 });
  const small = () =>
    panel.evaluate((main) =>
      [...main.querySelectorAll("button, input, select, textarea")].flatMap((each) => {
        const { width, height, left, right } = each.getBoundingClientRect();
        const fits = width === 0 || (width >= 43.5 && height >= 43.5 && left >= 0 && right <= innerWidth);
        // A search is as wide as it likes and lies in a label, which is pressed as well.
        return fits || each.closest("label") ? [] : [`${each.outerHTML.slice(0, 90)} ${width} x ${height}`];
      }),
    );
  await expect.poll(small).toEqual([]);
  const field = customer.frame.getByRole("textbox", { name: "Mensagem" });
  await expect.poll(async () => (await field.boundingBox())?.height).toBe(44);
  await field.fill("Boa noite");
  await customer.frame.getByRole("button", { name: "Enviar" }).click();
  await expect(customer.log.locator(".message-mark")).toHaveAttribute("data-mark", /sent|delivered|read/);
  await owner.opens(await customer.conversation());
  await owner.takes();
  const name = customer.frame.getByRole("heading", { name: "Ana Souza" });
  await expect(name).toBeVisible();
  const cut = () => name.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await expect.poll(cut).toBeLessThan(2);
  await expect.poll(small).toEqual([]);
});
