import type { Author, Entry, EntryBody } from "#protocol/entry";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { intl } from "../console-intl.ts";
import { factText } from "./fact-text.ts";

const maria = { id: "agent-maria", name: "Maria" };
const rui = { id: "agent-rui-1", name: "Rui" };
const customer = { id: "customer-1a2b", name: null, email: null, verified: false };
const byMaria: Author = { kind: "agent", ...maria };
const noon = new Date(2026, 10, 20, 12).getTime();

const word = (body: EntryBody, author: Author = byMaria, meId = rui.id) => {
  const entry: Entry = { seq: 1, id: "command-01", at: noon, author, body };
  return factText(entry, { meId, customer });
};

beforeAll(() => intl.start());
afterEach(() => intl.choose("en"));

describe("facts, worded when shown", () => {
  it("name whoever did it, and the reader as you", () => {
    const taken: EntryBody = { kind: "assigned", to: maria, reason: "taken" };
    expect(word(taken)).toBe("Maria took the conversation");
    expect(word(taken, byMaria, maria.id)).toBe("You took the conversation");
    expect(word({ kind: "transferred", from: maria, to: rui, team: { id: "team-sales0", name: "Sales" } })).toBe(
      "Maria transferred the conversation to you",
    );
    expect(word({ kind: "transferred", from: maria, to: null, team: { id: "team-sales0", name: "Sales" } })).toBe(
      "Maria transferred the conversation to the team Sales",
    );
  });

  it("say who sent a flow, and you when it was you", () => {
    const run = {
      ...{ id: "run-1", flow: { id: "flow-1", name: "How was it?" }, version: 1, startedAt: noon, by: maria },
      ...{
        step: "first",
        waits: { kind: "answer" as const, until: noon },
        turn: 0,
        tries: 0,
        passed: 0,
        jumps: 0,
        person: true,
      },
    };
    expect(word({ kind: "flow", did: "began", run })).toBe("Maria sent the flow “How was it?”");
    expect(word({ kind: "flow", did: "began", run }, byMaria, maria.id)).toBe("You sent the flow “How was it?”");
  });

  it("say why a conversation is open again", () => {
    const open = (reason: "agent" | "customer_wrote" | "snooze_over"): EntryBody => ({
      kind: "status",
      to: "open",
      until: null,
      reason,
    });
    expect(word(open("agent"))).toBe("Maria opened the conversation again");
    expect(word(open("customer_wrote"), { kind: "system" })).toBe("Open again, because Customer 1A2B wrote");
    expect(word(open("snooze_over"), { kind: "system" })).toBe("Back from snooze");
  });

  it("are in the reader's language", async () => {
    await intl.choose("pt-BR");
    expect(word({ kind: "status", to: "done", until: null, reason: "agent" })).toBe("Maria concluiu a conversa");
    expect(word({ kind: "status", to: "snoozed", until: null, reason: "agent" }, byMaria, maria.id)).toBe(
      "Você adiou a conversa até a próxima resposta",
    );
  });

  it("are no words for what is shown elsewhere", () => {
    expect(word({ kind: "edited", target: 1, text: "x" })).toBeNull();
    expect(word({ kind: "message", text: "x", editedAt: null, deletedAt: null })).toBeNull();
  });
});
