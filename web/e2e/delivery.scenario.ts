import { expect, test, unique } from "./actors.ts";
import type { AgentActor } from "./agent.ts";
import { Line } from "./cut.ts";
import type { Customer } from "./customer.ts";
import { asAgent, asCustomer, keysOf, message } from "./wire.ts";

const OFFLINE = /ERR_INTERNET_DISCONNECTED|WebSocket connection to|ERR_FAILED|net::ERR/;

test("both sides lose the network in mid-conversation, twice, and go on writing: nothing is lost, doubled or reordered", async ({
  customer,
  agent,
  colleague,
  expectNoise,
}) => {
  expectNoise(OFFLINE);
  const question = unique("Cut me off");
  await customer.asks(question);
  const conversation = await customer.conversation();
  await Promise.all([agent.opens(conversation), colleague.opens(conversation)]);
  await agent.takes();
  const [theirs, mine, meanwhile] = [0, 1]
    .map((round) => ({ theirs: unique(`theirs ${round}`), mine: unique(`mine ${round}`) }))
    .reduce<[string[], string[], string[]]>(
      ([one, two, three], each) => [
        [...one, `${each.theirs} a`, `${each.theirs} b`],
        [...two, `${each.mine} a`, `${each.mine} b`],
        [...three, unique("meanwhile")],
      ],
      [[], [], []],
    );

  for (const round of [0, 1]) {
    await Promise.all([customer.goesOffline(), agent.goesOffline()]);
    for (const text of theirs.slice(round * 2, round * 2 + 2)) await customer.says(text);
    for (const text of mine.slice(round * 2, round * 2 + 2)) await agent.says(text);
    await colleague.says(meanwhile[round] ?? "");
    await expect(agent.page.getByText("Sends as soon as you are online").first()).toBeVisible();
    await expect(
      customer
        .groupOf(theirs[round * 2] ?? "")
        .last()
        .locator(".message-mark"),
    ).toHaveAttribute("data-mark", /waiting|sending/);
    await expect(agent.entry(theirs[round * 2] ?? "")).toHaveCount(0);
    await Promise.all([customer.comesBackOnline(), agent.comesBackOnline()]);
    await colleague.sees(theirs[round * 2 + 1] ?? "");
    await colleague.sees(mine[round * 2 + 1] ?? "");
  }

  const everything = [question, ...theirs, ...mine, ...meanwhile].toSorted();
  await expect.poll(async () => (await customer.texts()).toSorted()).toEqual(everything);
  await expect.poll(async () => (await agent.texts()).toSorted()).toEqual(everything);
  const order = await colleague.texts();
  expect(await customer.texts()).toEqual(order);
  expect(await agent.texts()).toEqual(order);
  for (const own of [theirs, mine]) expect(order.filter((text) => own.includes(text))).toEqual(own);
});

test("messages that were not sent yet survive a reload, on both sides", async ({ customer, agent, colleague }) => {
  const [theirs, mine] = [unique("Before the reload"), unique("Mine before the reload")];
  const line = await Line.into(customer.page);
  const other = await Line.into(agent.page);
  await customer.asks(unique("Reload me"));
  const conversation = await customer.conversation();
  await Promise.all([agent.opens(conversation), colleague.opens(conversation)]);
  await agent.takes();

  line.mute = true;
  other.mute = true;
  await customer.says(theirs);
  await agent.says(mine);
  await expect(customer.groupOf(theirs).last().locator(".message-mark")).toHaveAttribute("data-mark", "sending");
  await expect(agent.entry(mine)).toHaveAttribute("data-pending", "");
  line.mute = false;
  other.mute = false;
  await Promise.all([customer.page.reload(), agent.page.reload()]);

  await customer.hasTheChatStillOpen();
  await colleague.sees(theirs);
  await colleague.sees(mine);
  await customer.sees(mine);
  await agent.sees(theirs);
  for (const texts of [await colleague.texts(), await agent.texts(), await customer.texts()]) {
    expect(texts.filter((text) => text === theirs || text === mine)).toHaveLength(2);
  }
});

test("the very first message survives a reload before the server has heard it", async ({
  customer,
  agent,
  expectNoise,
}) => {
  expectNoise(OFFLINE);
  const question = unique("Hello from a tunnel");
  await customer.context.route("**/api/widget/conversations", (route) => route.abort());
  await customer.opensTheShop();
  await customer.opensTheChat();
  await customer.says(question);
  await expect(customer.groupOf(question).locator(".message-mark")).toHaveAttribute("data-mark", /waiting|sending/);
  await customer.context.unroute("**/api/widget/conversations");
  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await customer.seesItSent(question);
  await agent.opens(await customer.conversation());
  expect(await agent.texts()).toEqual([question]);
});

test("what is sent again because its answer was lost stands there once", async ({ customer, agent }) => {
  const [theirs, mine] = [unique("Did you get it?"), unique("Did you get mine?")];
  const line = await Line.into(customer.page);
  const other = await Line.into(agent.page);
  await customer.asks(unique("Again and again"));
  await agent.opens(await customer.conversation());
  await agent.takes();
  await customer.sees("Bruno Lima now talks with you");

  line.deaf = true;
  other.deaf = true;
  await customer.says(theirs);
  await agent.says(mine);
  await expect(agent.entry(mine)).toHaveAttribute("data-pending", "");
  line.deaf = false;
  other.deaf = false;
  await Promise.all([line.breaks(), other.breaks()]);

  await customer.sees(mine);
  await agent.sees(theirs);
  await expect(agent.entry(mine)).not.toHaveAttribute("data-pending", "");
  const order = await agent.texts();
  expect(order.filter((text) => text === theirs || text === mine)).toHaveLength(2);
  await expect.poll(() => customer.texts()).toEqual(order);
});

test("a thousand entries that both sides missed are the same on both sides afterwards", async ({
  customer,
  agent,
  colleague,
  expectNoise,
}) => {
  test.slow();
  expectNoise(OFFLINE);
  const question = unique("A thousand");
  await customer.asks(question);
  const keys = await keysOf(customer);
  await agent.opens(keys.conversation);
  await agent.takes();
  // Only sends: a third screen that draws a thousand messages as they come would take the time of the others.
  await colleague.page.goto("/settings/profile");

  await Promise.all([customer.goesOffline(), agent.goesOffline()]);
  // One socket may send 40 at once.
  const batches = Array.from({ length: 28 }, (_, batch) =>
    Array.from({ length: 36 }, (__, index) => message(`${batch}.${index} missed`)),
  );
  for (const [index, batch] of batches.entries()) {
    const sent = await (index % 2 ? asCustomer(colleague, keys, batch) : asAgent(colleague, keys.conversation, batch));
    expect(sent.answers.filter(({ kind }) => kind !== "ack")).toEqual([]);
  }
  await Promise.all([customer.comesBackOnline(), agent.comesBackOnline()]);

  const all = batches.flat().map(({ text }) => String(text));
  // What stood there before the network went is a whole conversation too, with a beginning and an end.
  await Promise.all([customer.sees(all.at(-1) ?? ""), agent.sees(all.at(-1) ?? "")]);
  const seen = await readAll(agent);
  expect(seen).toHaveLength(all.length + 1);
  expect(seen.toSorted()).toEqual([question, ...all].toSorted());
  await toTheBeginning(customer);
  expect(await customer.texts()).toEqual(seen);
});

/** Reads an agent's whole transcript, which draws only a part of itself at a time: up to its beginning, then down again. */
async function readAll(agent: AgentActor): Promise<string[]> {
  await expect(async () => {
    await agent.entries.evaluate((scroller) => scroller.scrollTo({ top: 0 }));
    await expect(agent.page.getByText("Beginning of the conversation")).toBeInViewport({ timeout: 200 });
  }).toPass({ intervals: [20] });
  const found = await agent.entries.evaluate(async (scroller) => {
    const texts = new Map<number, string>();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // At the end for as long as it takes to draw what may come after it.
    for (let still = 0; still < 20;) {
      for (const line of scroller.querySelectorAll('.entry[data-kind="message"]')) {
        const seq = Number(line.getAttribute("data-line")?.replace("seq ", ""));
        texts.set(seq, line.querySelector(".ui-rich-text")?.textContent ?? "");
      }
      const before = scroller.scrollTop;
      scroller.scrollBy({ top: scroller.clientHeight * 0.9 });
      await frame();
      await frame();
      still = scroller.scrollTop > before ? 0 : still + 1;
    }
    return [...texts];
  });
  return found.toSorted(([one], [other]) => one - other).map(([, text]) => text);
}

async function toTheBeginning(customer: Customer): Promise<void> {
  await expect(async () => {
    await customer.frame.locator(".conversation-scroller").evaluate((scroller) => scroller.scrollTo({ top: 0 }));
    await expect(customer.frame.getByText("Hello! How can we help?")).toBeVisible({ timeout: 200 });
  }).toPass({ intervals: [20] });
}
