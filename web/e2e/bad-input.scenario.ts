import { randomUUID } from "node:crypto";
import { expect, test, unique } from "./actors.ts";
import { Line } from "./cut.ts";
import { asAgent, asCustomer, type Frame, keysOf, message, note } from "./wire.ts";

const LIMIT = 10_000;

test("a text that is too long cannot be sent, and both sides say by how much", async ({ customer, agent }) => {
  await customer.asks(unique("Long"));
  await agent.opens(await customer.conversation());
  const long = "x".repeat(LIMIT + 1);
  await agent.message.fill(long);
  await expect(agent.page.getByText("1 character too many")).toBeVisible();
  await expect(agent.button("Send")).toBeDisabled();
  await agent.message.press("Enter");
  await expect(agent.message).toHaveValue(long);
  await customer.message.fill(long);
  await expect(customer.frame.getByText("1 character too many")).toBeVisible();
  await customer.message.press("Enter");
  await expect(customer.message).toHaveValue(long);
  expect(await agent.texts()).toHaveLength(1);

  await customer.message.fill(long.slice(1));
  await customer.message.press("Enter");
  await expect.poll(async () => (await agent.texts()).at(-1)?.length).toBe(LIMIT);
});

test("whatever is wrong with a frame gets a closed code and a sentence, and the connection goes on", async ({
  people,
  customer,
  agent,
}) => {
  const stranger = await people.customer();
  const [question, good] = [unique("Honest"), unique("Still here")];
  await Promise.all([customer.asks(question), stranger.asks(unique("Somebody else"))]);
  const keys = await keysOf(customer);
  await agent.opens(keys.conversation);
  const used = message(unique("Used"));
  const wrong: [code: string, frame: Frame | string][] = [
    ["text_too_long", message("x".repeat(LIMIT + 1))],
    ["text_empty", message("   ")],
    ["frame_too_large", message("x".repeat(70_000))],
    ["invalid_frame", { kind: "destroy", id: randomUUID() }],
    ["invalid_frame", "{not json"],
    ["invalid_frame", { kind: "message", id: "'; DROP TABLE entry; --", text: "x" }],
    ["id_reused", { ...used, text: "Another body" }],
    ["forbidden", note("Let me in")],
    ["forbidden", { kind: "take", id: randomUUID(), expected: null }],
    ["forbidden", { kind: "status", id: randomUUID(), to: "done", until: null }],
    ["forbidden", { kind: "edit", id: randomUUID(), target: 1, text: "Forged" }],
  ];

  const frames = [
    used,
    ...wrong.map(([, frame]) => frame),
    { ...message(good), author: { kind: "agent", id: "agent-ana-souza" } },
  ];
  const { answers, closed } = await asCustomer(agent, keys, frames);

  expect(closed).toBeNull();
  const refused = answers.filter(({ kind }) => kind === "refused");
  expect(refused.map(({ code }) => String(code)).toSorted()).toEqual(wrong.map(([code]) => code).toSorted());
  for (const answer of refused) {
    expect(answer["message"]).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify(answer)).not.toMatch(/\bat .*\.(ts|js)|SELECT|sqlite|Error:|\/(work|home|worker)\//i);
  }
  // Nothing half-written: what was good is there, as the customer's own.
  await agent.sees(good);
  expect(await agent.texts()).toEqual([question, used["text"], good]);
  await expect(agent.entry(good)).toHaveAttribute("data-side", "customer");

  // Somebody else's conversation: closed, and nothing told.
  const elsewhere = await asCustomer(agent, { ...keys, conversation: await stranger.conversation() }, [
    message("Forged"),
  ]);
  expect(elsewhere.answers).toEqual([]);
  expect(elsewhere.closed).toBeGreaterThanOrEqual(4400);
});

test("fifty commands in one second: some are told to wait, and the connection survives", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("Hasty"));
  const keys = await keysOf(customer);
  await agent.opens(keys.conversation);
  const hasty = Array.from({ length: 60 }, (_, index) => message(`hasty ${index}`));
  for (const { answers, closed } of [
    await asCustomer(agent, keys, hasty),
    await asAgent(
      agent,
      keys.conversation,
      hasty.map(({ text }) => message(`${String(text)} agent`)),
    ),
  ]) {
    expect(closed).toBeNull();
    const refused = answers.filter(({ kind }) => kind === "refused");
    expect(refused.length).toBeGreaterThan(0);
    for (const { code, retryAfterMs } of refused) {
      expect(code).toBe("rate_limited");
      expect(retryAfterMs).toBeGreaterThan(0);
    }
    expect(answers.length).toBe(60);
  }
});

test("a flood is closed for good, and the chat says so and what to do", async ({ customer, expectNoise }) => {
  // Of what is forged after the server has closed.
  expectNoise(/WebSocket is already in CLOSING or CLOSED state/);
  const line = await Line.into(customer.page);
  await customer.asks(unique("Flood"));
  await expect(customer.groupOf("Flood").locator(".message-mark")).toHaveAttribute("data-mark", /sent|delivered|read/);
  await expect.poll(() => line.isOpen).toBe(true);
  for (let index = 0; index < 400; index += 1) line.forge(JSON.stringify(message(`drop ${index}`)));
  await expect(
    customer.frame.getByText("Too much was sent at once, so this chat was paused. Wait a minute, then load it again."),
  ).toBeVisible();
  await customer.frame.getByRole("button", { name: "Load again" }).click();
  await expect(customer.message).toBeVisible();
});

test("errors over HTTP have one shape, and no inside of the Worker leaves it", async ({ agent, customer, demo }) => {
  await agent.opensTheConsole();
  const { request } = agent.page;
  const headers = { origin: demo.origin };
  const answers = await Promise.all([
    request.get("/api/nothing-here"),
    request.get("/api/conversations?list=nonsense"),
    request.get("/api/conversations?list=open&sort=%27%20OR%201=1"),
    request.get("/api/conversations/no-such-conversation-1"),
    request.patch("/api/me", { data: { availability: "asleep" }, headers }),
    request.post("/api/session", { data: "{", headers: { ...headers, "content-type": "application/json" } }),
    request.post("/api/widget/session", { data: { site: "nobody", token: null }, headers }),
    request.post("/api/widget/conversations", { data: {}, headers: { ...headers, authorization: "Bearer x.y.z" } }),
    request.post("/api/session", { data: {}, headers: { origin: customer.shop } }),
  ]);
  for (const answer of answers) {
    const text = await answer.text();
    expect(answer.status(), text).toBeGreaterThanOrEqual(400);
    expect(answer.status(), text).toBeLessThan(500);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: expect.stringMatching(/^[a-z_]+$/), message: expect.any(String) },
    });
    expect(text).not.toMatch(/\.(ts|js):\d|SELECT|sqlite|D1_ERROR|stack|\/(work|home|worker)\//i);
  }
});
