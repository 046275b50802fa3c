import { describe, expect, test } from "vitest";
import type { CobrowseHappened } from "../protocol/cobrowse.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import { type Actor, type Command, decide } from "./conversation.domain.ts";
import { seenByCustomers, type StoredEntry } from "./log.domain.ts";
import { applyForCustomer, customerStateOf } from "./state.domain.ts";

const ana: Actor = { kind: "agent", id: "agent-ana-1", name: "Ana" };
const bruno: Actor = { kind: "agent", id: "agent-bruno", name: "Bruno" };
const clara: Actor = { kind: "customer", id: "customer-1" };
const system: Actor = { kind: "system" };
const session = "command-ask";
const origin = "https://shop.test";
const facts = { agents: [{ id: "agent-ana-1", name: "Ana" }], pages: 2, controlled: false };

/** A conversation to which commands are given, one a second. */
class Talk {
  state: ConversationState | null = null;
  entries: StoredEntry[] = [];
  #now = 1_000_000;

  constructor() {
    const customer = { id: "customer-1", name: "Clara", email: null, verified: false };
    const place = { site: { id: "site-shop-1", name: "Shop" }, team: { id: "team-1-support", name: "Support" } };
    this.gives(clara, {
      ...{ kind: "start", id: "command-start", conversation: "conversation-1", customer, ...place },
      ...{ topic: null, page: null, text: "Hello" },
    });
  }

  /** Answers the kinds of the new entries, or the code of the refusal. */
  gives(actor: Actor, command: Command): string[] | string {
    this.#now += 1_000;
    const decision = decide(this.state, command, actor, this.#now);
    if (!decision.ok) return decision.error.code;
    this.state = decision.state;
    this.entries.push(...decision.entries);
    return decision.entries.map(({ body }) => (body.kind === "cobrowse" ? body.happened.step : body.kind));
  }

  asked(): this {
    this.gives(ana, ask());
    return this;
  }

  accepted(): this {
    this.asked().gives(clara, { kind: "cobrowse_answer", id: "command-yes", session, accept: true, origin });
    return this;
  }

  lastStep(): CobrowseHappened | null {
    const bodies = this.entries.flatMap(({ body }) => (body.kind === "cobrowse" ? [body.happened] : []));
    return bodies.at(-1) ?? null;
  }
}

const ask = (id = session, customerHere = true): Command => ({ kind: "cobrowse_ask", id, customerHere });

const answer = (accept: boolean, of = session, at = origin): Command => ({
  ...{ kind: "cobrowse_answer", id: `command-answer-${at}`, session: of, accept, origin: at },
});

describe("asking and answering", () => {
  test("[CB1][CB5] asking takes a conversation that nobody owns; the customer accepts", () => {
    const talk = new Talk();
    expect(talk.gives(ana, ask())).toEqual(["assigned", "joined", "asked"]);
    expect(talk.entries.at(-1)).toMatchObject({ id: session, audience: "everyone", body: { session } });
    expect(talk.state).toMatchObject({ cobrowse: { session, phase: "asked", agent: { name: "Ana" } } });
    expect(talk.state?.owedSince).not.toBeNull();
    expect(talk.gives(clara, answer(true))).toEqual(["accepted"]);
    expect(talk.state?.cobrowse).toMatchObject({ phase: "live", origins: [origin] });
    expect(talk.state).toMatchObject({ waitingSince: null, owedSince: null });
  });

  test("[CB1] declined and missed, it can be asked for again; a late answer is told that it is over", () => {
    const talk = new Talk().asked();
    expect(talk.gives(clara, answer(false))).toEqual(["declined"]);
    expect(talk.gives(ana, ask("command-again"))).toEqual(["asked"]);
    expect(talk.gives(system, { kind: "cobrowse_missed", id: "missed", session: "command-again" })).toEqual(["missed"]);
    expect(talk.gives(clara, answer(true, "command-again"))).toBe("cobrowse_over");
    expect(talk.gives(clara, answer(false, "command-again"))).toEqual([]);
    expect(talk.state?.cobrowse).toBeNull();
  });

  test("[CB1] an alarm that comes after the answer changes nothing", () => {
    const talk = new Talk().accepted();
    expect(talk.gives(system, { kind: "cobrowse_missed", id: "missed", session })).toEqual([]);
    expect(talk.state?.cobrowse?.phase).toBe("live");
  });

  test("[CB2] one at a time, for every agent", () => {
    const talk = new Talk().asked();
    expect(talk.gives(bruno, ask("command-other"))).toBe("cobrowse_running");
    talk.gives(clara, answer(true));
    expect(talk.gives(ana, ask("command-other"))).toBe("cobrowse_running");
  });

  test("[CB1] a customer who has no page open is not asked, and nobody takes the conversation for it", () => {
    const talk = new Talk();
    expect(talk.gives(ana, ask(session, false))).toBe("customer_not_here");
    expect(talk.state).toMatchObject({ cobrowse: null, assignee: null });
  });

  test("[CB3] only the customer accepts, each origin by itself; the first one's time counts", () => {
    const talk = new Talk().asked();
    expect(talk.gives(ana, answer(true))).toBe("forbidden");
    expect(talk.gives(system, answer(true))).toBe("forbidden");
    talk.gives(clara, answer(true));
    const since = talk.state?.cobrowse?.since;
    expect(talk.gives(clara, answer(true))).toEqual([]);
    expect(talk.gives(clara, answer(true, session, "https://pay.test"))).toEqual(["accepted"]);
    expect(talk.gives(clara, answer(false, session, "https://other.test"))).toEqual([]);
    expect(talk.state?.cobrowse).toMatchObject({ origins: [origin, "https://pay.test"], since });
  });

  test("customers ask for nothing, and a conversation that is done shows no page", () => {
    const talk = new Talk();
    expect(talk.gives(clara, ask())).toBe("forbidden");
    talk.gives(ana, { kind: "status", id: "command-done", to: "done", until: null });
    expect(talk.gives(ana, ask())).toBe("cobrowse_over");
  });
});

describe("the end", () => {
  test("[CB16][CB17] either side ends it, and one line sums it up", () => {
    for (const [actor, reason] of [
      [clara, "customer"],
      [bruno, "agent"],
    ] as const) {
      const talk = new Talk().accepted();
      talk.gives(ana, { kind: "message", id: "command-hi", text: "Hi" });
      expect(talk.gives(actor, { kind: "cobrowse_end", id: "command-end", session, facts })).toEqual(["ended"]);
      expect(talk.lastStep()).toEqual({ step: "ended", reason, seconds: 2, ...facts });
      expect(talk.gives(actor, { kind: "cobrowse_end", id: "command-end-2", session, facts })).toEqual([]);
      expect(talk.state?.cobrowse).toBeNull();
    }
  });

  test("[CB21] where the page lets nothing record it, the line says so; only its customer can say that", () => {
    const end: Command = { kind: "cobrowse_end", id: "command-end", session, notShown: true };
    for (const [actor, told] of [
      [clara, { reason: "customer", notShown: true }],
      [bruno, { reason: "agent" }],
    ] as const) {
      const talk = new Talk().accepted();
      expect(talk.gives(actor, end)).toEqual(["ended"]);
      const facts = { agents: [], pages: 0, controlled: false };
      expect(talk.lastStep()).toEqual({ step: "ended", seconds: 1, ...facts, ...told });
    }
  });

  test("[CB16] what is only asked for is withdrawn by agents and declined by the customer", () => {
    const end: Command = { kind: "cobrowse_end", id: "command-end", session };
    expect(new Talk().asked().gives(bruno, end)).toEqual(["withdrawn"]);
    expect(new Talk().asked().gives(clara, end)).toEqual(["declined"]);
  });

  test("[CB16] it ends with its conversation", () => {
    const done: Command = { kind: "status", id: "command-done", to: "done", until: null, facts };
    const talk = new Talk().accepted();
    expect(talk.gives(ana, done)).toEqual(["status", "ended"]);
    expect(talk.lastStep()).toMatchObject({ reason: "done", pages: 2 });
    expect(new Talk().asked().gives(ana, done)).toEqual(["status", "withdrawn"]);
  });

  test("[CB16] the session's object ends it once, and never another one", () => {
    const over: Command = { kind: "cobrowse_over", id: "over", session, reason: "idle", facts };
    const talk = new Talk().accepted();
    expect(talk.gives(system, { ...over, session: "command-other" })).toEqual([]);
    expect(talk.gives(system, over)).toEqual(["ended"]);
    expect(talk.gives(system, { ...over, id: "over-2" })).toEqual([]);
    expect(talk.gives(ana, over)).toBe("forbidden");
  });
});

describe("what is told", () => {
  test("[CB15] that control was allowed is for everyone, what was done with it for the team", () => {
    const talk = new Talk().accepted();
    const agent = { id: "agent-ana-1", name: "Ana" };
    const note = (id: string, said: Extract<Command, { kind: "cobrowse_note" }>["note"]): Command => ({
      ...{ kind: "cobrowse_note", id, session, note: said },
    });
    expect(talk.gives(system, note("note-0", { kind: "controlled", agent }))).toEqual(["controlled"]);
    const acted = note("note-1", { kind: "acted", agent, action: "click", on: "Pay later" });
    expect(talk.gives(system, acted)).toEqual(["cobrowse_acted"]);
    expect(talk.gives(ana, acted)).toBe("forbidden");
    const seen = seenByCustomers(talk.entries);
    expect(seen.map(({ body }) => (body.kind === "cobrowse" ? body.happened.step : body.kind))).toEqual([
      ...["message", "joined", "asked", "accepted", "controlled"],
    ]);
  });

  test("the customer's client knows the same as the conversation", () => {
    const talk = new Talk();
    const fold = () => {
      const [first, ...rest] = seenByCustomers(talk.entries);
      if (talk.state === null || first === undefined) throw new Error("nothing began");
      const begun = { id: "conversation-1", seq: 0, startedAt: first.at, done: false, speaker: null };
      return [first, ...rest].reduce(applyForCustomer, begun);
    };
    const steps = [
      () => talk.asked(),
      () => talk.gives(clara, answer(true)),
      () => talk.gives(clara, answer(true, session, "https://pay.test")),
      () => talk.gives(ana, { kind: "cobrowse_end", id: "command-end", session, facts }),
    ];
    for (const step of steps) {
      step();
      if (talk.state === null) throw new Error("nothing began");
      expect(fold().cobrowse ?? null).toEqual(customerStateOf(talk.state).cobrowse ?? null);
    }
  });
});
