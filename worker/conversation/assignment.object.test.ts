import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { agentObject } from "../platform/objects.ts";
import type { EntryBody } from "../protocol/entry.ts";
import { limits } from "../protocol/limits.ts";
import { alarm } from "../testing/alarm.ts";
import {
  goesAway,
  newAgent,
  newId,
  newTeam,
  openAsAgent,
  openAsCustomer,
  openInbox,
  scene,
} from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

const isBack = (body: EntryBody, reason: string) =>
  body.kind === "assigned" && body.to === null && body.reason === reason;

describe("assigning", () => {
  test("[CV18] two take it in the same instant: one has it, the other is told who", async () => {
    const { agent, colleague, customer } = await scene();
    const answers = await Promise.all([
      agent.asks({ kind: "take", expected: null }),
      colleague.asks({ kind: "take", expected: null }),
    ]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["ack", "refused"]);
    const winner = answers[0].kind === "ack" ? "Ana" : "Bruno";
    const refused = answers.find(({ kind }) => kind === "refused");
    expect(refused).toMatchObject({ code: "already_assigned", detail: winner, retryAfterMs: null });
    await customer.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "joined" && body.agent.name === winner),
    );
    expect((await agent.hello()).state.assignee?.name).toBe(winner);
  });

  test("[CV12] a message and a note at the same instant are both kept", async () => {
    const { agent, colleague } = await scene();
    await agent.does({ kind: "take", expected: null });
    const [first, second] = await Promise.all([
      agent.says("A message"),
      colleague.does({ kind: "note", text: "A note", mentions: [] }),
    ]);
    expect(Math.abs(first - second)).toBe(1);
  });

  test("[CV21][CV20] a transfer to a colleague", async () => {
    const { agent, colleague, customer, bruno } = await scene();
    await agent.says("Hi");
    await agent.does({ kind: "transfer", to: { kind: "agent", id: bruno.id }, comment: "Speaks German" });
    await colleague.seesText("Speaks German");
    await customer.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "joined" && body.agent.id === bruno.id),
    );
    await customer.settled();
    expect(customer.raw.join()).not.toContain("German");
    expect((await colleague.hello()).state.assignee).toEqual({ id: bruno.id, name: "Bruno" });
  });

  test("[CV23] a transfer to somebody who is in no team, or to no team, is refused, every time the same", async () => {
    const { agent } = await scene();
    const outsider = await newAgent("Otto", []);
    expect(await agent.isRefused({ kind: "transfer", to: { kind: "agent", id: outsider.id }, comment: "?" })).toBe(
      "agent_unknown",
    );
    const id = newId();
    const nowhere = { kind: "transfer", id, to: { kind: "team", id: newId() }, comment: null } as const;
    expect(await agent.isRefused(nowhere)).toBe("team_unknown");
    expect(await agent.isRefused(nowhere)).toBe("team_unknown");
    expect(await agent.isRefused({ ...nowhere, comment: "Other words" })).toBe("id_reused");
    expect((await agent.hello()).state.seq).toBe(2);
  });

  test("[CV7] a repeated transfer gets its answer, wherever the conversation went meanwhile", async () => {
    const { agent, colleague, bruno } = await scene();
    const sales = await newTeam("Sales");
    const transfer = { kind: "transfer", id: newId(), to: { kind: "agent", id: bruno.id }, comment: null } as const;
    const seq = await agent.does(transfer);
    await colleague.does({ kind: "transfer", to: { kind: "team", id: sales.id }, comment: null });
    expect(await agent.does(transfer)).toBe(seq);
  });

  test("[CV22][CV21][IN4] a transfer to another team: its inbox rings, the old one lets go, who may not see it is out", async () => {
    const { id, team, ana, stub, agent, customer } = await scene();
    const sales = await newTeam("Sales");
    const both = await newAgent("Bea", [team, sales]);
    const [oldInbox, newInbox] = [await openInbox(team.id, ana), await openInbox(sales.id, both)];
    await oldInbox.hello();
    await newInbox.hello();
    const bea = await openAsAgent(id, both);
    await bea.hello();
    await agent.says("One moment");
    await bea.does({ kind: "transfer", to: { kind: "team", id: sales.id }, comment: null });
    await newInbox.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.team.id === sales.id));
    await alarm(stub);
    await oldInbox.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.team.id === sales.id));
    expect((await agent.closing()).code).toBe(4403);
    expect((await (await openAsAgent(id, ana)).closing()).code).toBe(4403);
    await customer.heard("entries", ({ entries }) => entries.some(({ body }) => body.kind === "left"));
    expect((await bea.hello()).state).toMatchObject({ assignee: null, speaker: null, team: sales });
  });
});

describe("status", () => {
  test("[CV24][CV25] done is told to the customer, and their next word opens it again", async () => {
    const { customer, agent } = await scene();
    await agent.does({ kind: "status", to: "done", until: null });
    await customer.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "status" && body.to === "done"),
    );
    expect((await customer.hello()).state.done).toBe(true);
    await customer.says("Wait");
    await agent.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "status" && body.reason === "customer_wrote"),
    );
    expect((await customer.hello()).state.done).toBe(false);
    expect((await agent.hello()).state.status).toBe("open");
  });

  test("[CV90] a customer hears at once that an agent opened it again, by whichever way, and nothing of a snooze", async () => {
    const { customer, agent, ana } = await scene();
    const reopens = [
      { kind: "status", to: "open", until: null },
      { kind: "status", to: "snoozed", until: Date.now() + 3_600_000 },
      { kind: "transfer", to: { kind: "agent", id: ana.id }, comment: null },
    ] as const;
    for (const reopen of reopens) {
      await agent.does({ kind: "status", to: "done", until: null });
      await agent.does(reopen);
      await customer.settled();
      const told = customer.all("entries").flatMap(({ entries }) => entries.map(({ body }) => body));
      expect(told.filter((body) => body.kind === "status").map(({ to }) => to)).toEqual(["done", "open"]);
      expect((await customer.hello()).state.done).toBe(false);
      customer.frames.splice(0);
    }
  });

  test("[CV27] a snooze ends at its time, by an alarm, and not before", async () => {
    const { stub, agent } = await scene();
    const until = Date.now() + 3_600_000;
    await agent.does({ kind: "status", to: "snoozed", until });
    later(3_599_000);
    await alarm(stub);
    expect((await agent.hello()).state).toMatchObject({ status: "snoozed", snoozedUntil: until });
    later(2_000);
    await alarm(stub);
    await agent.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "status" && body.reason === "snooze_over"),
    );
    expect((await agent.hello()).state).toMatchObject({ status: "open", snoozedUntil: null });
  });

  test("[CV27] an ended snooze wakes nothing any more", async () => {
    const { stub, agent } = await scene();
    await agent.does({ kind: "status", to: "snoozed", until: Date.now() + 3_600_000 });
    await agent.does({ kind: "status", to: "open", until: null });
    const { state } = await agent.hello();
    later(4_000_000);
    await alarm(stub);
    expect((await agent.hello()).state.seq).toBe(state.seq);
  });

  test("[CV26] reopened by its customer with its owner away: back to the waiting line, and the customer is told", async () => {
    const { id, team, started, agent, customer, ana, inboxes } = await scene();
    await agent.says("Bye");
    await agent.does({ kind: "status", to: "done", until: null });
    await goesAway(ana, inboxes.ana, vi.setSystemTime);
    await customer.says("One more thing");
    await agent.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "owner_away")));
    expect((await agent.hello()).state).toMatchObject({ status: "open", assignee: null, speaker: null });
    await customer.heard("entries", ({ entries }) => entries.some(({ body }) => body.kind === "left"));
    await soon(async () => {
      const [row] = (await (await openInbox(team.id, ana)).hello()).rows;
      expect(row).toMatchObject({ id, assignee: null, status: "open", waitingSince: expect.any(Number) });
    });
    expect(started.conversation).toBe(id);
  });

  test("[CV26] reopened with its owner there: it stays theirs", async () => {
    const { stub, agent, customer, ana } = await scene();
    await agent.says("Bye");
    await agent.does({ kind: "status", to: "done", until: null });
    await customer.says("One more thing");
    await alarm(stub);
    expect((await agent.hello()).state.assignee?.id).toBe(ana.id);
  });

  test("[CV26] an owner who was here a moment ago is asked for again when the grace is over", async () => {
    const { stub, agent, customer, ana, inboxes } = await scene();
    await agent.says("Bye");
    await agent.does({ kind: "status", to: "done", until: null });
    inboxes.ana.close();
    await soon(async () => expect((await agentObject(testEnv, ana.id).canAnswer()).until).not.toBeNull());
    await customer.says("One more thing");
    await alarm(stub);
    expect((await agent.hello()).state.assignee?.id).toBe(ana.id);
    later(limits.availabilityGraceMs + 1_000);
    await alarm(stub);
    expect((await agent.hello()).state.assignee).toBeNull();
  });
});

describe("changing what was said", () => {
  test("[CV29] within five minutes, on the customer's side too; after that not", async () => {
    const { customer, agent, colleague } = await scene();
    const seq = await agent.says("Helo");
    later(limits.editWindowMs - 1_000);
    expect(await colleague.isRefused({ kind: "edit", target: seq, text: "Hacked" })).toBe("not_yours");
    await agent.does({ kind: "edit", target: seq, text: "Hello!" });
    await customer.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "edited" && body.target === 3 && body.text === "Hello!"),
    );
    later(2_000);
    expect(await agent.isRefused({ kind: "edit", target: seq, text: "Hi" })).toBe("edit_window_over");
    expect(await agent.isRefused({ kind: "delete", target: seq })).toBe("edit_window_over");
    expect(await agent.isRefused({ kind: "delete", target: 999 })).toBe("target_unknown");
  });

  test("[CV30] what was taken back is in no answer any more", async () => {
    const { id, started, stub, ana, agent } = await scene();
    const seq = await agent.says("secret-one");
    await agent.does({ kind: "edit", target: seq, text: "secret-two" });
    await agent.does({ kind: "delete", target: seq });
    const [customer, again] = [await openAsCustomer(id, started.customer.id), await openAsAgent(id, ana)];
    await customer.hello();
    await customer.hello(1);
    await again.hello();
    await again.hello(2);
    expect([...customer.raw, ...again.raw].join()).not.toContain("secret");
    expect(JSON.stringify(await stub.exported().entriesFor(ana, 0))).not.toContain("secret");
  });
});
