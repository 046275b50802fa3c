import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../.tools/run.ts";
import { expect, test } from "./actors.ts";

type Dialogue = { id: string; topics: string[]; turns: ["customer" | "agent", string][] };

const file = join(root, "../shared/data/dialogues.json");
const dialogues: Dialogue[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

/** Different in length and subject: every so many. */
const chosen = dialogues.filter((_, index) => index % Math.ceil(dialogues.length / 5) === 0).slice(0, 5);

test("dialogues of the shared collection", () => {
  test.skip(dialogues.length === 0, "../shared/data/dialogues.json is not here: there is nothing to replay.");
  expect(chosen).toHaveLength(5);
});

for (const { id, topics, turns } of chosen) {
  test(`dialogue ${id} (${topics.join(", ")}), through two browsers: both hold it word for word`, async ({
    customer,
    agent,
    colleague,
  }) => {
    const [[, first] = [], ...rest] = turns;
    await customer.opensTheShop();
    await customer.opensTheChat();
    await customer.says(first ?? "");
    await customer.seesItSent(first ?? "");
    const conversation = await customer.conversation();
    await agent.opens(conversation);
    await agent.takes();
    for (const [index, [who, text]] of rest.entries()) {
      await (who === "customer" ? customer : agent).says(text);
      // The other one answers what they have read.
      const other = who === "customer" ? agent : customer;
      await expect.poll(async () => (await other.texts()).length).toBe(index + 2);
    }

    const words = turns.map(([, text]) => text);
    expect(await customer.texts()).toEqual(words);
    expect(await agent.texts()).toEqual(words);
    await colleague.opens(conversation);
    await expect.poll(() => colleague.texts()).toEqual(words);
    await customer.page.reload();
    await customer.hasTheChatStillOpen();
    await expect.poll(() => customer.texts()).toEqual(words);
    await agent.button("Done").click();
    await customer.sees("Bruno Lima marked this conversation as done");
  });
}
