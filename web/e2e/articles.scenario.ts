import { expect, test, unique } from "./actors.ts";

test("[AR2][AR3] an article is written, published, found on its page; a link that runs is refused, and of a pasted page only what an article may have stays", async ({
  owner,
  expectNoise,
}) => {
  // Of what was pasted nothing runs: the browser says so as well.
  expectNoise(/Executing inline event handler violates/);
  const title = unique("How to descale the kettle");
  const { page } = owner;
  await owner.opensTheConsole("/articles");
  await page.getByRole("button", { name: "New article" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  const text = page.getByRole("textbox", { name: "Text of the article" });
  await expect(text).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(text).toBeFocused();
  await page.keyboard.type("## First\nBoil it with ");
  await page.keyboard.type("**vinegar**.");
  await expect(text.locator("h2")).toHaveText("First");
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await page.getByRole("textbox", { name: "Address" }).fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Set the link" }).click();
  await expect(page.getByText("a link leads somewhere that is not allowed.")).toBeVisible();
  await page.keyboard.press("Escape");
  await text.evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      `<p>And</p><h3>Pasted</h3><script>self.ran = true</script><img src="x" onerror="self.ran = true">
       <iframe src="https://evil.test"></iframe><p onclick="self.ran = true" style="position:fixed">Rinse
       <a href="javascript:self.ran=true">twice</a><svg onload="self.ran = true"></svg></p>`,
    );
    element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
  });
  await expect(text.locator("h3")).toHaveText("Pasted");
  await expect(text).toContainText("Rinse twice");
  await expect(text.locator("script, iframe, svg, [onclick], [style], a[href^=javascript], img[onerror]")).toHaveCount(
    0,
  );
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => "ran" in self)).toBe(false);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("button", { name: "Published" })).toBeVisible();

  const reader = await page.context().newPage();
  await reader.goto(new URL(`/help/en?q=${encodeURIComponent(title)}`, page.url()).href);
  await reader.getByRole("link", { name: title }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(reader.locator(".prose strong")).toHaveText("vinegar");
  await reader.getByRole("button", { name: "Yes" }).click();
  await expect(reader.getByText("Thank you. Good to know.")).toBeVisible();
});

test("[AR13][AR18] a customer searches before writing, an agent sends an article, and it is read inside the panel", async ({
  customer,
  agent,
}) => {
  await customer.opensTheShop();
  await customer.opensTheChat();
  await customer.frame.getByRole("searchbox", { name: "Search the help articles" }).fill("how do I return coffee");
  await customer.frame.getByRole("button", { name: /^Return or exchange an order/ }).click();
  const reader = customer.frame.getByRole("region", { name: "Return or exchange an order" });
  await expect(reader.getByRole("heading", { name: "When you get your money" })).toBeVisible();
  await customer.page.keyboard.press("Escape");
  await expect(reader).toBeHidden();
  await customer.frame.getByRole("searchbox", { name: "Search the help articles" }).fill("");

  await customer.says(unique("Which grind for a Chemex?"));
  await agent.opens(await customer.conversation());
  await agent.page
    .getByRole("toolbar", { name: "Send more than words" })
    .getByRole("button", { name: "Article" })
    .click();
  await agent.page.getByRole("combobox", { name: "Search the published articles" }).fill("grind");
  await expect(agent.page.getByRole("option", { name: /^The right grind/ })).toHaveAttribute("aria-selected", "true");
  await agent.page.keyboard.press("Enter");
  await agent.says("This one:");

  await customer.frame.getByRole("button", { name: /^The right grind for your brewer/ }).click();
  const sent = customer.frame.getByRole("region", { name: "The right grind for your brewer" });
  await expect(sent.getByRole("heading", { name: "Taste, then turn" })).toBeVisible();
  await sent.getByRole("button", { name: "Yes" }).click();
  await expect(sent.getByText("Thank you. Good to know.")).toBeVisible();
  await sent.getByRole("button", { name: "Back to the conversation" }).click();
  await expect(customer.message).toBeVisible();
});

test("[AR7] two who write the same article lose nothing: the second is asked", async ({ agent, expectNoise }) => {
  expectNoise(/409/);
  const other = await agent.opensATab();
  const at = "/articles/article-club-gift/en";
  await agent.opensTheConsole(at);
  await other.opensTheConsole(at);
  const excerpt = (page: typeof agent.page) =>
    page.getByRole("textbox", { name: "Summary for search results and cards" });
  // Both have read the same before one of them writes.
  for (const { page } of [agent, other]) await expect(excerpt(page)).not.toHaveValue("");
  await excerpt(agent.page).fill(unique("Three months or more"));
  await expect(agent.page.getByText("Saved", { exact: true })).toBeVisible();
  const mine = unique("My own summary");
  await excerpt(other.page).fill(mine);
  await expect(other.page.getByText("saved a newer version")).toBeVisible();
  await expect(excerpt(other.page)).toHaveValue(mine);
  await other.page.getByRole("button", { name: "Compare" }).click();
  await expect(other.page.getByRole("dialog")).toContainText("Give the coffee club as a present");
  await other.page.keyboard.press("Escape");
  await other.page.getByRole("button", { name: "Keep mine" }).click();
  await expect(other.page.getByText("Saved", { exact: true })).toBeVisible();
});

test("an article that could not be loaded has nothing to publish, and is tried again", async ({
  owner,
  expectNoise,
}) => {
  expectNoise(/status of 500/);
  const text = /\/api\/articles\/article-grind\//;
  await owner.page.route(text, (route) =>
    route.fulfill({ status: 500, json: { error: { code: "internal", message: "Broken." } } }),
  );
  await owner.page.goto("/articles/article-grind/en");
  await expect(owner.page.getByText("This article could not be loaded")).toBeVisible();
  await expect(owner.button("Publish")).toBeHidden();
  await owner.page.unroute(text);
  await owner.button("Try again").click();
  await expect(owner.page.getByRole("textbox", { name: "Title" })).toHaveValue("The right grind for your brewer");
  await expect(owner.button("Published")).toBeVisible();
});
