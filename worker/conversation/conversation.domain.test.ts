import { describe, expect, test } from "vitest";
import { limits } from "../protocol/limits.ts";
import {
  ana,
  type Asked,
  beginning,
  bruno,
  clara,
  PaperConversation,
  sales,
  support,
  system,
} from "../testing/decisions.ts";
import type { Actor } from "./conversation.domain.ts";
import { decide } from "./conversation.domain.ts";
import { seenByCustomers } from "./log.domain.ts";
import { applyForCustomer, customerStateOf } from "./state.domain.ts";

const samples: Asked[] = [
  { kind: "start", text: "Hello", ...beginning },
  { kind: "message", text: "Hi" },
  { kind: "note", text: "Careful", mentions: [] },
  { kind: "edit", target: null, text: "Hi!" },
  { kind: "delete", target: null },
  { kind: "take", expected: null },
  { kind: "transfer", wanted: "team", place: { agent: null, team: sales }, comment: null },
  { kind: "status", to: "done", until: null },
  { kind: "identify", customer: beginning.customer },
  { kind: "assign", to: { id: ana.id, name: ana.name }, team: support.id },
  { kind: "owner_lost", owner: ana.id, reason: "owner_away" },
  { kind: "move", team: sales },
  { kind: "snooze_over", until: 1 },
];

const mayGive: [Actor, string[]][] = [
  [clara, ["start", "message"]],
  [ana, ["message", "note", "edit", "delete", "take", "transfer", "status"]],
  [system, ["identify", "assign", "owner_lost", "move", "snooze_over"]],
];

describe("who may do what", () => {
  test.each(mayGive)("[CV32] %o gives its own commands and no others", (actor, kinds) => {
    const forbidden = samples.filter((command) => PaperConversation.started().refusal(actor, command) === "forbidden");
    expect(forbidden.map(({ kind }) => kind)).toEqual(
      samples.map(({ kind }) => kind).filter((kind) => !kinds.includes(kind)),
    );
  });

  test("[CV1] nothing happens in a conversation that has not begun", () => {
    expect(new PaperConversation().refusal(clara, { kind: "message", text: "Hi" })).toBe("not_found");
    expect(new PaperConversation().refusal(ana, { kind: "note", text: "Hi", mentions: [] })).toBe("not_found");
    expect(new PaperConversation().refusal(system, { kind: "owner_lost", owner: ana.id, reason: "no_reply" })).toBe(
      "not_found",
    );
  });
});

describe("starting", () => {
  test("[CV1] the first message makes a start for the team and a message for everyone", () => {
    const conversation = PaperConversation.started("Where is my order?");
    expect(conversation.log).toMatchObject([
      { seq: 1, publicSeq: null, audience: "team", author: { kind: "system" }, body: { kind: "started" } },
      {
        seq: 2,
        publicSeq: 1,
        audience: "everyone",
        author: { kind: "customer" },
        body: { text: "Where is my order?" },
      },
    ]);
    expect(conversation.known).toMatchObject({
      ...{ id: beginning.conversation, seq: 2, publicSeq: 1, status: "open", assignee: null, speaker: null },
      ...{ team: support, lastMessage: { by: "customer", text: "Where is my order?" } },
    });
  });

  test("[CV1] a conversation begins once", () => {
    const again: Asked = { kind: "start", text: "Me too", ...beginning };
    expect(PaperConversation.started().refusal(clara, again)).toBe("conversation_taken");
  });

  test("the entry with the command's words has the command's id, the others have ids of their own", () => {
    const conversation = PaperConversation.started();
    const { entries } = conversation.does(ana, { kind: "message", id: "my-message-1", text: "Hi" });
    expect(entries.map(({ id, body }) => [id, body.kind])).toEqual([
      ["my-message-1.0", "assigned"],
      ["my-message-1.1", "joined"],
      ["my-message-1", "message"],
    ]);
  });
});

describe("owning", () => {
  test("[CV19][CV20] answering takes what nobody owns, and the customer is told who answers", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "Hi" });
    expect(conversation.known).toMatchObject({ assignee: { id: ana.id }, speaker: { id: ana.id } });
    conversation.does(bruno, { kind: "message", text: "Me too" });
    expect(conversation.known).toMatchObject({ assignee: { id: ana.id }, speaker: { id: ana.id } });
  });

  test("[CV19] a late word in a conversation that is done takes nothing", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "status", to: "done", until: null });
    conversation.does(ana, { kind: "message", text: "Bye" });
    expect(conversation.known).toMatchObject({ status: "done", assignee: null });
  });

  test("[CV18] who comes second is told who was faster", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "take", expected: null });
    expect(conversation.tries(bruno, { kind: "take", expected: null })).toMatchObject({
      error: { code: "already_assigned", detail: "Ana", retryAfterMs: null },
    });
    expect(conversation.known.assignee).toEqual({ id: ana.id, name: "Ana" });
  });

  test("[CV18] an agent takes over from the colleague whom they saw, and from nobody else", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "take", expected: null });
    expect(conversation.refusal(bruno, { kind: "take", expected: "agent-somebody" })).toBe("already_assigned");
    conversation.does(bruno, { kind: "take", expected: ana.id });
    expect(conversation.known).toMatchObject({ assignee: { id: bruno.id }, speaker: { id: bruno.id } });
  });

  test("[CV5] taking what one has changes nothing", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "take", expected: null });
    expect(conversation.does(ana, { kind: "take", expected: null }).entries).toEqual([]);
  });

  test("[CV21][CV20] a transfer to an agent: the log, the comment as a note, the customer told", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "take", expected: null });
    const place = { agent: { id: bruno.id, name: "Bruno" }, team: support };
    const { entries, effects } = conversation.does(ana, {
      ...{ kind: "transfer", wanted: "agent", place, comment: "He speaks German" },
    });
    expect(entries).toMatchObject([
      { audience: "team", body: { kind: "transferred", from: { id: ana.id }, to: { id: bruno.id } } },
      { audience: "team", author: { id: ana.id }, body: { kind: "note", text: "He speaks German" } },
      { audience: "everyone", body: { kind: "joined", agent: { id: bruno.id } } },
    ]);
    expect(effects).toEqual([{ kind: "check_owner" }]);
    expect(conversation.known.assignee?.id).toBe(bruno.id);
  });

  test("[CV21][CV20][CV22] a transfer to a team: nobody talks to the customer, the old team is told", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "take", expected: null });
    const { entries, effects } = conversation.does(ana, {
      ...{ kind: "transfer", wanted: "team", place: { agent: null, team: sales }, comment: null },
    });
    expect(entries.map(({ body }) => body.kind)).toEqual(["transferred", "left"]);
    expect(effects).toEqual([{ kind: "left_team", team: support.id }]);
    expect(conversation.known).toMatchObject({ team: sales, assignee: null, speaker: null });
  });

  test("[CV21] a transfer opens what is snoozed or done, even to where it is already", () => {
    for (const to of ["snoozed", "done"] as const) {
      const conversation = PaperConversation.started();
      conversation.does(ana, { kind: "status", to, until: null });
      const { effects } = conversation.does(ana, {
        ...{ kind: "transfer", wanted: "team", place: { agent: null, team: support }, comment: null },
      });
      expect(conversation.known.status).toBe("open");
      expect(effects).toContainEqual({ kind: "wake", at: null });
    }
  });

  test("[CV5][CV21] a transfer to where it is adds nothing but its comment", () => {
    const conversation = PaperConversation.started();
    const transfer = { kind: "transfer", wanted: "team", place: { agent: null, team: support } } as const;
    expect(conversation.does(ana, { ...transfer, comment: null }).entries).toEqual([]);
    expect(conversation.does(ana, { ...transfer, comment: "Who knows?" }).entries).toMatchObject([
      { body: { kind: "note", text: "Who knows?" } },
    ]);
  });

  test("[CV23] a transfer to nobody is refused", () => {
    const conversation = PaperConversation.started();
    const transfer = { kind: "transfer", place: null, comment: "Please" } as const;
    expect(conversation.refusal(ana, { ...transfer, wanted: "agent" })).toBe("agent_unknown");
    expect(conversation.refusal(ana, { ...transfer, wanted: "team" })).toBe("team_unknown");
    expect(conversation.kinds()).toEqual(["started", "message"]);
  });
});

describe("status", () => {
  test("[CV24][CV90] done and its end by an agent are for everyone, a snooze and its end for the team", () => {
    const conversation = PaperConversation.started();
    const told = (to: "open" | "snoozed" | "done") =>
      conversation
        .does(ana, { kind: "status", to, until: null })
        .entries.map(({ audience, body }) => [audience, body.kind === "status" && body.to]);
    expect(told("done")).toEqual([["everyone", "done"]]);
    expect(told("open")).toEqual([["everyone", "open"]]);
    expect(told("snoozed")).toEqual([["team", "snoozed"]]);
    expect(told("open")).toEqual([["team", "open"]]);
    told("done");
    expect(told("snoozed")).toEqual([
      ["everyone", "open"],
      ["team", "snoozed"],
    ]);
  });

  test("[CV90] what a customer has folded live is what a fresh welcome says, whoever opened it and how", () => {
    const conversation = PaperConversation.started();
    const steps: [Actor, Asked][] = [
      [ana, { kind: "status", to: "done", until: null }],
      [ana, { kind: "status", to: "open", until: null }],
      [ana, { kind: "status", to: "done", until: null }],
      [ana, { kind: "transfer", wanted: "team", place: { agent: null, team: sales }, comment: null }],
      [ana, { kind: "status", to: "done", until: null }],
      [ana, { kind: "status", to: "snoozed", until: null }],
      [clara, { kind: "message", text: "Hm" }],
      [ana, { kind: "status", to: "done", until: null }],
      [ana, { kind: "message", text: "Bye" }],
      [clara, { kind: "message", text: "One more thing" }],
    ];
    let known = customerStateOf(conversation.known);
    for (const [actor, command] of steps) {
      const { entries } = conversation.does(actor, command);
      for (const entry of seenByCustomers(entries)) known = applyForCustomer(known, entry);
      expect(known).toEqual(customerStateOf(conversation.known));
    }
  });

  test("[CV5] the status that it has already adds nothing; another time to snooze until does", () => {
    const conversation = PaperConversation.started();
    const until = conversation.now + 3_600_000;
    expect(conversation.does(ana, { kind: "status", to: "open", until: null }).entries).toEqual([]);
    expect(conversation.does(ana, { kind: "status", to: "snoozed", until }).entries).toHaveLength(1);
    expect(conversation.does(ana, { kind: "status", to: "snoozed", until }).entries).toEqual([]);
    expect(conversation.does(ana, { kind: "status", to: "snoozed", until: until + 1 }).entries).toHaveLength(1);
  });

  test("[CV27] a snooze lies in the future and within a year, and only a snooze has a time", () => {
    const conversation = PaperConversation.started();
    const refusal = (to: "open" | "snoozed" | "done", until: number) =>
      conversation.refusal(ana, { kind: "status", to, until });
    expect(refusal("snoozed", conversation.now - 1)).toBe("snooze_time_invalid");
    expect(refusal("snoozed", conversation.now + limits.snoozeMs + 60_000)).toBe("snooze_time_invalid");
    expect(refusal("done", conversation.now + 60_000)).toBe("snooze_time_invalid");
    expect(conversation.known.status).toBe("open");
  });

  test("[CV27] the end of a snooze wakes it, and only the snooze that it was set for", () => {
    const conversation = PaperConversation.started();
    const until = conversation.now + 60_000;
    const { effects } = conversation.does(ana, { kind: "status", to: "snoozed", until });
    expect(effects).toEqual([{ kind: "wake", at: until }]);
    expect(conversation.does(system, { kind: "snooze_over", until: until - 1 }).entries).toEqual([]);
    conversation.does(system, { kind: "snooze_over", until });
    expect(conversation.known).toMatchObject({ status: "open", snoozedUntil: null });
    expect(conversation.does(system, { kind: "snooze_over", until }).entries).toEqual([]);
  });

  test.each(["snoozed", "done"] as const)(
    "[CV25][CV26] a customer's message opens what is %s and asks for the owner",
    (to) => {
      const conversation = PaperConversation.started();
      conversation.does(ana, { kind: "take", expected: null });
      conversation.does(ana, { kind: "status", to, until: null });
      const { entries, effects } = conversation.does(clara, { kind: "message", text: "One more thing" });
      expect(entries.map(({ body, audience }) => [body.kind, audience])).toEqual([
        ["message", "everyone"],
        ["status", "team"],
      ]);
      expect(effects).toEqual([{ kind: "wake", at: null }, { kind: "check_owner" }]);
    },
  );

  test("[CV26] an owner who is away loses the conversation, and the customer hears that they left", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "Hi" });
    expect(conversation.does(system, { kind: "owner_lost", owner: bruno.id, reason: "owner_away" }).entries).toEqual(
      [],
    );
    const { entries } = conversation.does(system, { kind: "owner_lost", owner: ana.id, reason: "owner_away" });
    expect(entries.map(({ body }) => body.kind)).toEqual(["assigned", "left"]);
    expect(conversation.known).toMatchObject({ assignee: null, speaker: null });
  });

  test("[CV28] who waits, waits from the first unanswered message on", () => {
    const conversation = PaperConversation.started();
    const first = conversation.now;
    conversation.does(clara, { kind: "message", text: "Hello?" });
    conversation.does(ana, { kind: "note", text: "Hm", mentions: [] });
    expect(conversation.known.waitingSince).toBe(first);
    conversation.does(ana, { kind: "message", text: "Hi" });
    expect(conversation.known.waitingSince).toBeNull();
    conversation.does(clara, { kind: "message", text: "Thanks" });
    expect(conversation.known.waitingSince).toBe(conversation.now);
    conversation.does(ana, { kind: "status", to: "done", until: null });
    expect(conversation.known.waitingSince).toBeNull();
  });
});

describe("changing what was said", () => {
  test("[CV29] own messages and notes, for five minutes", () => {
    const conversation = PaperConversation.started();
    const written: Asked[] = [
      { kind: "message", text: "Helo" },
      { kind: "note", text: "Helo", mentions: [] },
    ];
    for (const command of written) {
      conversation.does(ana, command);
      const { seq, audience } = conversation.last();
      const { entries } = conversation.does(ana, { kind: "edit", target: conversation.entry(seq), text: "Hello" });
      expect(entries).toMatchObject([{ audience, body: { kind: "edited", target: seq, text: "Hello" } }]);
      expect(conversation.entry(seq)?.body).toMatchObject({ text: "Hello", editedAt: conversation.now });
      conversation.now += limits.editWindowMs;
      const late = { target: conversation.entry(seq) };
      expect(conversation.refusal(ana, { kind: "edit", ...late, text: "Hi" })).toBe("edit_window_over");
      expect(conversation.refusal(ana, { kind: "delete", ...late })).toBe("edit_window_over");
    }
  });

  test("[CV29] nobody's but one's own, nothing that is not there, nothing twice deleted", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "Hi" });
    const target = conversation.last();
    expect(conversation.refusal(bruno, { kind: "edit", target, text: "Ho" })).toBe("not_yours");
    expect(conversation.refusal(ana, { kind: "delete", target: conversation.entry(2) })).toBe("not_yours");
    expect(conversation.refusal(ana, { kind: "delete", target: conversation.entry(1) })).toBe("target_unknown");
    expect(conversation.refusal(ana, { kind: "delete", target: null })).toBe("target_unknown");
    conversation.does(ana, { kind: "delete", target });
    expect(conversation.refusal(ana, { kind: "delete", target: conversation.entry(target.seq) })).toBe(
      "target_unknown",
    );
    expect(conversation.refusal(ana, { kind: "edit", target: conversation.entry(target.seq), text: "x" })).toBe(
      "target_unknown",
    );
  });

  test("[CV5] an edit that changes nothing adds nothing", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "Hi" });
    expect(conversation.does(ana, { kind: "edit", target: conversation.last(), text: "Hi" }).entries).toEqual([]);
  });

  test("[CV30] old words stand nowhere: not in the log, not in earlier edits, not in the state", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "secret-one" });
    const { seq } = conversation.last();
    conversation.does(ana, { kind: "edit", target: conversation.entry(seq), text: "secret-two" });
    expect(JSON.stringify([conversation.log, conversation.state])).not.toContain("secret-one");
    conversation.does(ana, { kind: "delete", target: conversation.entry(seq) });
    expect(JSON.stringify([conversation.log, conversation.state])).not.toContain("secret");
    expect(conversation.kinds().slice(-3)).toEqual(["message", "edited", "deleted"]);
  });
});

describe("naming the customer", () => {
  const named = { id: "customer-c-1", name: "Clara", email: "clara@shop.test", verified: true };

  test("[CV33] the site's word is kept, for the team only; the same again adds nothing", () => {
    const conversation = PaperConversation.started();
    expect(conversation.does(system, { kind: "identify", customer: named }).entries).toMatchObject([
      { audience: "team", body: { kind: "identified", customer: named } },
    ]);
    expect(conversation.known.customer).toEqual(named);
    expect(conversation.does(system, { kind: "identify", customer: named }).entries).toEqual([]);
  });

  test("[CV33] a verified customer's conversation passes to nobody else", () => {
    const conversation = PaperConversation.started();
    conversation.does(system, { kind: "identify", customer: named });
    const other = { id: "customer-d-1", name: "Dora", email: null, verified: true };
    expect(conversation.refusal(system, { kind: "identify", customer: other })).toBe("forbidden");
    expect(conversation.known.customer).toEqual(named);
  });
});

describe("the last words in a list", () => {
  const lastText = (text: string) => PaperConversation.started(text).known.lastMessage?.text ?? "";

  test("are one line, cut between characters", () => {
    expect(lastText("a\n\n b\tc")).toBe("a b c");
    expect(lastText("x".repeat(160))).toBe("x".repeat(160));
    expect(lastText("x".repeat(161))).toBe(`${"x".repeat(160)}…`);
    expect(lastText("🙂".repeat(160))).toBe("🙂".repeat(160));
    expect(lastText("🙂".repeat(161))).toBe(`${"🙂".repeat(160)}…`);
    expect(lastText(`x${"🙂".repeat(500)}`)).toBe(`x${"🙂".repeat(159)}…`);
  });
});

test("deciding is pure: the same arguments give the same answer and change none of them", () => {
  const { state, now } = PaperConversation.started();
  const before = structuredClone(state);
  const command = { kind: "message", id: "command-x1", text: "Hi" } as const;
  expect(decide(state, command, ana, now)).toEqual(decide(state, command, ana, now));
  expect(state).toEqual(before);
});
