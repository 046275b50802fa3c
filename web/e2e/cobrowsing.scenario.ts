import type { Locator } from "@playwright/test";
import { toFrames } from "#protocol/cobrowse-frame";
import { expect, test, unique } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";
import { hooksOf, opensTheBanner, pressesInTheBanner, shownPage, showsThePage } from "./cobrowse-people.ts";
import type { AgentActor } from "./agent.ts";
import type { Customer } from "./customer.ts";
import { Line } from "./cut.ts";
import { gigabyte, gigabyteBytes } from "./gigabyte.ts";

test("[CB1][CB6][CB17] an agent asks, the customer sees what will be seen and agrees, and both know all the time that it goes on", async ({
  customer,
  agent,
}) => {
  const hooked = await hooksOf(customer);
  await customer.asks(unique("Where is the basket?"), "/");
  await agent.opens(await customer.conversation());
  await agent.takes();
  await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
  const card = customer.frame.getByRole("group", { name: "Bruno Lima would like to see this page with you" });
  await expect(card).toContainText("passwords");

  await card.getByRole("button", { name: "See what they will see" }).click();
  const preview = customer.frame.frameLocator(".cobrowse-preview").frameLocator(".replayer-wrapper iframe");
  await expect(preview.locator("h1").first()).toHaveText(await customer.page.locator("h1").first().innerText());
  await expect(agent.page.locator(".cobrowsing-stage")).toBeHidden();

  await card.getByRole("button", { name: "Show the page" }).click();
  const page = shownPage(agent);
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(agent.page.locator(".cobrowsing-address")).toHaveText(/^localhost:\d+\/$/);
  await expect(agent.page.getByRole("link", { name: "Co-browsing" }).locator(".nav-item-running")).toBeVisible();
  await expect(page.locator("fala-widget")).toBeHidden();

  const said = unique("changed");
  await customer.page
    .locator("h1")
    .first()
    .evaluate((heading, words) => (heading.textContent = words), said);
  await expect(page.locator("h1").first()).toHaveText(said);
  // The shop's policy allows no styles in attributes; what the recorder does is told to nobody there.
  const inShop = customer.page.locator("h1").first();
  await inShop.evaluate((heading) => (heading.style.color = "rgb(1, 2, 3)"));
  await expect(page.locator("h1").first()).toHaveCSS("color", "rgb(1, 2, 3)");
  await inShop.evaluate((heading) => (heading.style.color = ""));
  await expect(page.locator("h1").first()).not.toHaveCSS("color", "rgb(1, 2, 3)");

  // On a phone the banner lies above the panel, not over its header.
  const asItWas = customer.page.viewportSize() ?? desktop.viewport;
  await customer.page.setViewportSize(phone.viewport);
  await customer.frame.getByRole("button", { name: "Close", exact: true }).click({ trial: true });
  await customer.page.setViewportSize(asItWas);

  await customer.frame.getByRole("button", { name: "Pause" }).click();
  await expect(agent.page.getByText("has paused")).toBeVisible();
  await customer.frame.getByRole("button", { name: "Go on" }).click();
  await expect(page.locator("h1").first()).toHaveText(said);

  // Another page of the site.
  await customer.page.goto(new URL("/?a-secret=1#here", customer.shop).href);
  await expect(page.locator("h1").first()).not.toHaveText(said);
  await expect(agent.page.locator(".cobrowsing-address")).toHaveText(/^localhost:\d+\/$/);

  expect(await hooked()).toContain("attachShadow");
  await customer.hasTheChatStillOpen();
  await customer.frame.getByRole("button", { name: "Stop" }).click();
  await expect(agent.page.locator(".cobrowsing-stage")).toBeHidden();
  await expect(agent.entries.locator('[data-kind="cobrowse-ended"]')).toContainText("seen by Bruno Lima");
  await expect(customer.page.locator("fala-cobrowsing")).toHaveCount(0);
  expect(await hooked()).toEqual([]);
});

test("[CB13][CB14][CB15] an agent points, and with a second consent types and clicks, also in shadow roots and frames, but never into what is protected", async ({
  customer,
  agent,
}) => {
  await opensTheBanner(customer);
  await showsThePage(customer, agent);
  await customer.page.evaluate(() => {
    const form = document.createElement("form");
    form.innerHTML = `<input aria-label="Street" id="street"><input type="password" aria-label="Secret word" id="word">
      <div data-fala-mask><button type="button" id="masked">Masked</button></div>
      <button type="button" id="add">Press me</button><input form="find" aria-label="Find" id="words">`;
    const find = document.body.appendChild(Object.assign(document.createElement("form"), { id: "find" }));
    find.addEventListener("submit", (event) => {
      event.preventDefault();
      find.title = "sent";
    });
    form.querySelector("#add")?.addEventListener("click", ({ currentTarget }) => {
      if (currentTarget instanceof HTMLElement) currentTarget.textContent = "Pressed";
    });
    form.style.cssText =
      "position:fixed;inset:80px auto auto 40px;z-index:5;background:#fff;padding:20px;display:grid;gap:12px";
    const inner = `<button type="button" id="deep">Deep</button><input aria-label="Town" id="town">`;
    const hears = (root: ParentNode | null | undefined) =>
      root?.querySelector("#deep")?.addEventListener("click", ({ currentTarget }) => {
        (currentTarget as Element).textContent = "Pressed";
      });
    const host = form.appendChild(document.createElement("div"));
    host.id = "host";
    host.attachShadow({ mode: "open" }).innerHTML = inner;
    hears(host.shadowRoot);
    const frame = form.appendChild(document.createElement("iframe"));
    frame.id = "framed";
    frame.style.cssText = "inline-size:320px;block-size:120px;border:3px solid";
    frame.addEventListener("load", () => {
      hears(frame.contentDocument);
      const tall = frame.contentDocument?.querySelector<HTMLElement>("#tall");
      if (tall) tall.style.blockSize = "900px";
    });
    frame.srcdoc = `<!doctype html>${inner}<p contenteditable aria-label="Note" id="note">Note</p><p id="tall">Tall</p>`;
    document.body.append(form);
  });
  const page = shownPage(agent);
  await expect(page.locator("#add")).toBeVisible();
  /** In the page itself, in a shadow root, in a frame: as the agent sees them, and as they are. */
  const [framed, framedHere] = [page.frameLocator("#framed"), customer.page.frameLocator("#framed")];
  const deep = [
    [page.locator("#host #deep"), customer.page.locator("#host #deep")],
    [framed.locator("#deep"), framedHere.locator("#deep")],
  ] as const;
  for (const [seen] of deep) await expect(seen).toHaveText("Deep");

  /** The agent's hand lies over the page: where the element is seen, they press. */
  const press = async (element: string | Locator) => {
    const box = await (typeof element === "string" ? page.locator(element) : element).boundingBox();
    if (box === null) throw new Error(`${String(element)} is not seen`);
    await agent.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };

  await press("#add");
  await expect(customer.page.locator("#add")).toHaveText("Press me");
  const shown = customer.page.locator("fala-cobrowsing");
  await expect(shown.locator(".pointer")).toHaveText("Bruno Lima");
  await agent.page.getByRole("button", { name: /^Highlight/ }).click();
  for (const [seen, there] of [[page.locator("#add"), customer.page.locator("#add")], ...deep] as const) {
    await press(seen);
    const inside = await there.boundingBox();
    const mark = () => shown.locator(".mark").boundingBox();
    await expect.poll(async () => (await mark())?.y).toBeCloseTo((inside?.y ?? 0) - 4, 0);
    const around = await mark();
    expect(around?.x).toBeCloseTo((inside?.x ?? 0) - 4, 0);
    expect(around?.width).toBeGreaterThanOrEqual(inside?.width ?? Number.NaN);
  }
  await agent.page.getByRole("button", { name: /^Pen/ }).click();
  await press(framed.locator("#deep"));
  await expect(shown.locator(".ink")).toHaveCount(1);
  const [ink, drawnAt] = [await shown.locator(".ink polyline").boundingBox(), await deep[1][1].boundingBox()];
  expect(ink?.y).toBeCloseTo((drawnAt?.y ?? 0) + (drawnAt?.height ?? 0) / 2, -1);
  await agent.page.getByRole("button", { name: /^Pointer/ }).click();
  await expect(shown.locator(".mark")).toHaveCount(0);

  await agent.page.getByRole("button", { name: "Ask for control" }).click();
  await expect(shown.getByRole("alert")).toHaveText("Bruno Lima would like to click and type on this page for you");
  expect(await violations(customer.page, "the question for control", "fala-cobrowsing")).toEqual([]);
  await expect(() => pressesInTheBanner(customer, "Allow")).toPass();
  await expect(agent.page.getByRole("button", { name: "End control" })).toBeVisible();
  expect(await violations(customer.page, "control", "fala-cobrowsing")).toEqual([]);

  await expect
    .poll(async () => {
      await press("#add");
      return customer.page.locator("#add").textContent();
    })
    .toBe("Pressed");
  for (const [seen, there] of deep) {
    await press(seen);
    await expect(there).toHaveText("Pressed");
  }
  const fills = async (field: Locator, name: string, words: string) => {
    await press(field);
    await agent.page.getByLabel(name, { exact: true }).fill(words);
    await agent.page.getByRole("button", { name: "Fill in", exact: true }).click();
  };
  await fills(page.locator("#street"), "Street", "Rua do Sol 5");
  await expect(customer.page.locator("#street")).toHaveValue("Rua do Sol 5");
  await expect(page.locator("#street")).toHaveValue("••••••");
  await press("#words");
  await agent.page.getByLabel("Find", { exact: true }).fill("tea");
  await agent.page.keyboard.press("ControlOrMeta+Enter");
  await expect(customer.page.locator("#find")).toHaveAttribute("title", "sent");
  await fills(page.locator("#host #town"), "Town", "Recife");
  await expect(customer.page.locator("#host #town")).toHaveValue("Recife");
  await fills(framed.locator("#town"), "Town", "Olinda");
  await expect(framedHere.locator("#town")).toHaveValue("Olinda");
  // What it is called may say what is in it.
  await fills(framed.locator("#note"), "This field", "By the door");
  await expect(framedHere.locator("#note")).toHaveText("By the door");
  const over = await framed.locator("#note").boundingBox();
  await agent.page.mouse.move((over?.x ?? 0) + 5, (over?.y ?? 0) + 5);
  await agent.page.mouse.wheel(0, 200);
  await expect.poll(() => framedHere.locator("html").evaluate((root) => root.scrollTop)).toBe(200);

  await press("#masked");
  await expect(agent.page.getByText("This is hidden or protected").first()).toBeVisible();
  await press("#word");
  await expect(agent.page.getByText("This is hidden or protected").first()).toBeVisible();

  await expect(shown.locator(".ink")).toHaveCount(0);
  // The customer's own hand wins, in a frame too; and so does their Escape there.
  await customer.page.locator("#framed").click();
  await press("#add");
  await expect(agent.page.getByText("is doing something themselves").first()).toBeVisible();
  await customer.page.keyboard.press("Escape");
  await expect(agent.page.getByRole("button", { name: "Ask for control" })).toBeVisible();
  await expect(agent.entries.getByText("You clicked “Press me” in the customer’s page")).toBeVisible();
  await expect(agent.entries.getByText("You typed into “Street” in the customer’s page")).toBeVisible();
  await expect(customer.log).not.toContainText("Press me");
});

test("[CB6] nothing that is hidden leaves the customer's browser: secrets in every place, and the wire searched for them", async ({
  customer,
  agent,
}) => {
  const wire: Buffer[] = [];
  customer.page.on("websocket", (socket) => {
    if (!socket.url().includes("/ws/cobrowse/")) return;
    socket.on("framesent", ({ payload }) => wire.push(Buffer.from(payload)));
  });
  await customer.asks(unique("Secrets"), "/?token=SECRET-QUERY#SECRET-HASH");
  await agent.opens(await customer.conversation());
  await customer.page.evaluate(() => {
    const place = document.createElement("section");
    place.id = "secrets";
    place.innerHTML =
      `<meta name="csrf-token" content="SECRET-CSRF"><!-- SECRET-COMMENT -->
      <form><input value="SECRET-TEXT"><input type="email" value="SECRET@MAIL"><input type="password" id="pass" value="SECRET-PASS">
      <input type="hidden" value="SECRET-FIELD"><input type="odd" value="SECRET-ODD"><textarea>SECRET-AREA</textarea>
      <input type="checkbox" value="SECRET-CHECK" checked><input type="radio" value="SECRET-RADIO" checked>
      <select id="choice"><option value="SECRET-OPTION">One</option><option selected value="SECRET-CHOSEN">Two</option></select></form>
      <div contenteditable id="free">SECRET-EDITED</div><p data-fala-mask title="SECRET-TITLE" data-x="SECRET-DATA">SECRET-MASKED <b>SECRET-INNER</b></p>
      <div data-fala-mask aria-label="SECRET-ARIA"><img alt="SECRET-ALT" src="data:image/svg+xml,SECRET-SRC"></div>
      <div data-fala-block>SECRET-BLOCKED</div><p>Card: 4111 1111 1111 1111</p><iframe srcdoc="<input value='SECRET-FRAME'>"></iframe>
      <a href="/reset?token=SECRET-LINK#SECRET-ANCHOR">Reset</a><form action="/pay?key=SECRET-ACTION"></form>
      <div data-fala-mask><input type="submit" value="SECRET-SUBMIT"><input placeholder="SECRET-PLACEHOLDER" title="SECRET-HINT">
      <svg aria-label="SECRET-SVG"><text>SECRET-DRAWN</text></svg><a href="/SECRET-PATH">x</a></div>
      <div data-fala-mask><iframe title="SECRET-TITLED" srcdoc="<p>SECRET-IN-FRAME</p>"></iframe><noscript>SECRET-NOSCRIPT</noscript></div>
      <datalist><option value="SECRET-LISTED"></datalist><input type="image" alt="" value="" name="n" data-fala-mask data-note="SECRET-NOTE">
      <script type="application/json">{"a":"SECRET-JSON"}</scr` + "ipt>";
    class Hidden extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = "<p>SECRET-SHADOW</p><input value='SECRET-SHADOWED'>";
      }
    }
    customElements.define("hidden-part", Hidden);
    document.body.prepend(place);
    const masked = document.querySelector<HTMLIFrameElement>("[data-fala-mask] iframe");
    masked?.addEventListener("load", () => {
      const host = masked.contentDocument?.body.appendChild(masked.contentDocument.createElement("div"));
      if (host) host.attachShadow({ mode: "open" }).innerHTML = "SECRET-BARE<p>SECRET-FRAMES-SHADOW</p>";
    });
    const hidden = document.createElement("hidden-part");
    hidden.dataset["falaMask"] = "";
    place.append(hidden);
  });
  await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
  await customer.frame.getByRole("button", { name: "Show the page" }).click();
  const page = shownPage(agent);
  await expect(page.locator("#secrets")).toBeAttached();

  // And what is done while it runs.
  await customer.page.locator("#pass").evaluate((field: HTMLInputElement) => (field.type = "text"));
  await customer.page.locator("#pass").pressSequentially("SECRET-TYPED");
  await customer.page.locator("#free").pressSequentially("SECRET-FREE");
  await customer.page.locator("#choice").selectOption({ index: 0 });
  await customer.page.evaluate(() => {
    const late = document.createElement("p");
    late.dataset["falaMask"] = "";
    late.textContent = "SECRET-LATE";
    const list = document.getElementById("secrets");
    list?.append(late);
    document.querySelector("[data-fala-mask]")?.setAttribute("title", "SECRET-LATER");
    document.querySelector("input[type=email]")?.setAttribute("value", "SECRET-SET");
    const framed = document.querySelector("iframe[srcdoc]");
    if (framed instanceof HTMLIFrameElement) {
      const field = framed.contentDocument?.querySelector("input");
      if (field) field.value = "SECRET-FRAMED";
      field?.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // What was open to see becomes hidden, and changes afterwards.
    const turned = document.createElement("p");
    turned.textContent = "Seen";
    document.getElementById("secrets")?.append(turned);
    turned.dataset["falaMask"] = "";
    turned.append(" SECRET-TURNED");
    const end = document.createElement("p");
    end.id = "the-end";
    end.textContent = "The end";
    list?.append(end);
  });
  await expect(page.locator("#the-end")).toHaveText("The end");

  const { gunzipSync } = await import("node:zlib");
  const said = wire.map((frame) => {
    const gzip = frame[0] === 1 && ((frame[1] ?? 0) & 1) === 1;
    return gzip ? gunzipSync(frame.subarray(6)).toString() : frame.toString();
  });
  expect(said.join("").length).toBeGreaterThan(5_000);
  expect(said.join("\n").match(/.{0,60}(SECRET|4111 1111).{0,40}/g) ?? []).toEqual([]);
});

test("[CB19][CB20] what an admin picks in the playground is hidden there, and from then on in the pages of the site", async ({
  owner,
  customer,
}) => {
  const { page } = owner;
  await page.goto("/settings/co-browsing/site-demo-shop");
  const customers = page.frameLocator(".rules-page");
  const agents = page.frameLocator(".rules-replay").frameLocator(".replayer-wrapper iframe");
  await expect(agents.locator(".person")).toHaveText("Clara Nunes");
  await expect(agents.locator(".note")).toHaveText("••••••");
  await page.getByRole("button", { name: "Pick an element" }).click();
  await customers.locator(".person").click();
  await expect(agents.locator(".person")).toHaveText("••••••");
  await expect(page.getByLabel("CSS selector").last()).toHaveValue(".person");

  // One that no page of the shop has but this one.
  const selector = `#${unique("rule").replace(" ", "-")}`;
  await page.getByRole("button", { name: "Add rule" }).click();
  await page.getByLabel("CSS selector").last().fill("[open");
  await expect(page.getByText("Browsers do not understand this selector.")).toBeVisible();
  await page.getByLabel("CSS selector").last().fill(selector);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeHidden();

  await customer.asks(unique("Rules"), "/");
  await customer.page.evaluate((id) => {
    const words = document.createElement("p");
    words.id = id;
    words.textContent = "Only for me";
    document.body.prepend(words);
  }, selector.slice(1));
  await owner.opens(await customer.conversation());
  await owner.takes();
  await page.getByRole("button", { name: "Request co-browsing" }).first().click();
  await customer.frame.getByRole("button", { name: "Show the page" }).click();
  await expect(shownPage(owner).locator(selector)).toHaveText("••••••");
});

test("[CB6][CB9][CB10][CB13][CB18] three customers show their pages at once and two agents watch; a cut on either side is mended with a whole snapshot, and what would inflate to a gigabyte ends that session alone", async ({
  people,
  agent,
  colleague,
  expectNoise,
}) => {
  // What is forged goes on while the session is ended for it.
  expectNoise(/already in CLOSING or CLOSED state/);
  const customers = await Promise.all([people.customer(), people.customer(), people.customer()]);
  const [line] = await Promise.all([
    Line.into(customers[0].page, /\/ws\/cobrowse\//),
    ...customers.map((customer) => customer.asks(unique("Three at once"), "/")),
  ]);
  const agentsLine = await Line.into(agent.page, /\/ws\/cobrowse\//);
  const tabs = [agent, await agent.opensATab(), colleague];
  for (const [index, tab] of tabs.entries()) {
    const customer = customers[index];
    if (customer === undefined) throw new Error("three tabs for three customers");
    await tab.opens(await customer.conversation());
    await tab.takes();
    await tab.page.getByRole("button", { name: "Request co-browsing" }).first().click();
    await customer.frame.getByRole("button", { name: "Show the page" }).click();
  }
  const second = await colleague.opensATab();
  await second.opens(await customers[0].conversation());

  const says = async (customer: Customer) => {
    const words = unique("says");
    await customer.page
      .locator("h1")
      .first()
      .evaluate((heading, said) => (heading.textContent = said), words);
    return words;
  };
  const heading = (tab: AgentActor) => shownPage(tab).locator("h1").first();
  await expect(heading(second)).toBeVisible();
  const words = await Promise.all(customers.map(says));
  for (const [index, tab] of tabs.entries()) await expect(heading(tab)).toHaveText(words[index] ?? "");
  await expect(heading(second)).toHaveText(words[0] ?? "");

  await second.page.locator(".cobrowsing-frame").hover();
  const pointer = agent.page.frameLocator(".cobrowsing-frame").locator(".pointer");
  await expect(pointer).toHaveText("Carla Mendes");

  for (const cut of [line, agentsLine]) {
    await cut.breaks();
    const after = await says(customers[0]);
    await expect(heading(agent)).toHaveText(after);
    await expect(heading(second)).toHaveText(after);
  }
  await expect(heading(tabs[1] ?? agent)).toHaveText(words[1] ?? "");

  const frames = toFrames(gigabyte(), { gzip: true, key: true, active: false, first: 1_000_000 });
  // After a first one that does not fit, the next may have any number.
  for (const frame of [frames[0], ...frames]) line.forge(Buffer.from(frame ?? []));
  await expect(agent.entries.locator('[data-kind="cobrowse-ended"]')).toBeVisible();
  const session = await agent.context.newCDPSession(agent.page);
  const heap: { backingStorageSize?: number } = await session.send("Runtime.getHeapUsage");
  expect(heap.backingStorageSize).toBeLessThan(gigabyteBytes / 4);
  await expect(heading(tabs[1] ?? agent)).toHaveText(await says(customers[1]));
});
