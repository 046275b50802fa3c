import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call, CallPerson } from "../protocol/call.ts";
import { callLimits } from "../protocol/call-limits.ts";
import { ana, bruno, clara, PaperConversation, system } from "../testing/decisions.ts";
import { callDue, type CallStep } from "./call.domain.ts";

const anaIn: CallPerson = { id: ana.id, kind: "agent", name: ana.name };
const brunoIn: CallPerson = { id: bruno.id, kind: "agent", name: bruno.name };
const claraIn: CallPerson = { id: "customer", kind: "customer", name: null };
const guestIn = (n: number): CallPerson => ({ id: `guest-${n}`, kind: "guest", name: `Guest ${n}` });

const call = "call-000001";
const asked = (more: Partial<Extract<CallStep, { do: "request" }>> = {}): CallStep => ({
  ...{ do: "request", call, purpose: "video", transport: "mesh", calleeHere: true, allowed: true },
  ...more,
});

/** A conversation on paper, with the steps of its call. */
class PaperCall {
  readonly conversation = PaperConversation.started();

  static ringing(): PaperCall {
    const paper = new PaperCall();
    paper.does(ana, asked());
    return paper;
  }

  static live(): PaperCall {
    const paper = PaperCall.ringing();
    paper.enters(ana, anaIn);
    paper.does(clara, { do: "accept", call });
    paper.enters(clara, claraIn);
    return paper;
  }

  does(actor: Parameters<PaperConversation["does"]>[0], step: CallStep): string[] {
    const { entries } = this.conversation.does(actor, { kind: "call", step });
    return entries.flatMap(({ body }) => (body.kind === "call" ? [body.fact.kind] : []));
  }

  enters(actor: Parameters<PaperConversation["does"]>[0], person: CallPerson): string[] {
    return this.does(actor, { do: "enter", call, person });
  }

  refuses(actor: Parameters<PaperConversation["does"]>[0], step: CallStep): string | null {
    return this.conversation.refusal(actor, { kind: "call", step });
  }

  get call(): Call | null {
    return this.conversation.known.call;
  }

  lastFact() {
    const { body } = this.conversation.last();
    return body.kind === "call" ? body.fact : null;
  }
}

describe("from asking to the end", () => {
  test("[CA1][CA6] rings, is accepted, is live with the second person, and ends with its duration", () => {
    const paper = PaperCall.ringing();
    expect(paper.call).toMatchObject({ phase: "ringing", purpose: "video", by: anaIn });
    paper.enters(ana, anaIn);
    paper.does(clara, { do: "accept", call });
    expect(paper.call).toMatchObject({ phase: "accepted", liveAt: null, people: [anaIn] });
    paper.enters(clara, claraIn);
    const { liveAt } = paper.call ?? {};
    expect(paper.call).toMatchObject({ phase: "live", people: [anaIn, claraIn] });
    paper.conversation.now += 64_000;
    expect(
      paper.does(clara, { do: "exit", call, person: "customer", how: "left", at: (liveAt ?? 0) + 65_400 }),
    ).toEqual(["left", "ended"]);
    expect(paper.lastFact()).toEqual({ kind: "ended", how: "left", seconds: 65 });
    expect(paper.call).toBeNull();
  });

  test("[CA1] a second call has to wait for the end of the first", () => {
    expect(PaperCall.ringing().refuses(bruno, { ...asked(), call: "call-000002" })).toBe("call_running");
  });

  test("[CA2] a customer whose page is closed cannot be rung; a customer rings where the site allows it, without desktops", () => {
    const paper = new PaperCall();
    expect(paper.refuses(ana, asked({ calleeHere: false }))).toBe("customer_not_here");
    expect(paper.refuses(clara, asked({ allowed: false }))).toBe("calls_off");
    expect(paper.refuses(clara, asked({ purpose: "desktop" }))).toBe("forbidden");
    expect(paper.does(clara, asked({ purpose: "audio" }))).toEqual(["requested"]);
    expect(paper.refuses(clara, { do: "accept", call })).toBe("forbidden");
    expect(paper.does(bruno, { do: "accept", call })).toEqual(["accepted"]);
  });

  test("[CA2] who is asked declines, who asks takes it back, neither after it was answered", () => {
    const declined = PaperCall.ringing();
    expect(declined.refuses(ana, { do: "decline", call })).toBe("forbidden");
    expect(declined.does(clara, { do: "decline", call })).toEqual(["declined"]);
    const cancelled = PaperCall.ringing();
    expect(cancelled.refuses(clara, { do: "cancel", call })).toBe("forbidden");
    expect(cancelled.does(ana, { do: "cancel", call })).toEqual(["cancelled"]);
    const live = PaperCall.live();
    expect(live.refuses(ana, { do: "cancel", call })).toBe("call_answered");
    expect(live.refuses(clara, { do: "decline", call })).toBe("call_answered");
  });

  test("[CA3][CA4] has a time for an answer, then for somebody to come, then none", () => {
    const paper = PaperCall.ringing();
    const at = paper.call?.at ?? 0;
    expect(callDue(paper.call)).toEqual({ step: "missed", at: at + callLimits.ringMs });
    paper.does(clara, { do: "accept", call });
    expect(callDue(paper.call)).toEqual({ step: "nobody_came", at: (paper.call?.acceptedAt ?? 0) + callLimits.comeMs });
    expect(callDue(PaperCall.live().call)).toBeNull();
    expect(paper.does(system, { do: "nobody_came", call })).toEqual(["ended"]);
    expect(paper.lastFact()).toEqual({ kind: "ended", how: "nobody_came", seconds: 0 });
  });

  test("[CA5] a caller who leaves while it rings takes it back; colleagues who talk go on without the customer", () => {
    const alone = PaperCall.ringing();
    alone.enters(ana, anaIn);
    expect(alone.does(ana, { do: "exit", call, person: ana.id, how: "lost", at: 0 })).toEqual(["cancelled"]);
    const two = PaperCall.ringing();
    two.enters(ana, anaIn);
    two.enters(bruno, brunoIn);
    expect(two.does(clara, { do: "decline", call })).toEqual(["declined"]);
    expect(two.call).toMatchObject({ phase: "live", people: [anaIn, brunoIn] });
  });

  test("[CA5] goes on while two are left", () => {
    const paper = PaperCall.live();
    paper.enters(bruno, brunoIn);
    expect(paper.does(ana, { do: "exit", call, person: ana.id, how: "left", at: 0 })).toEqual(["left"]);
    expect(paper.call).toMatchObject({ phase: "live", people: [claraIn, brunoIn] });
  });

  test("[CA7] what comes late or again adds nothing, and a person hears that it is over", () => {
    const paper = PaperCall.live();
    expect(paper.enters(clara, claraIn)).toEqual([]);
    expect(paper.does(clara, { do: "accept", call })).toEqual([]);
    paper.does(ana, { do: "end", call });
    for (const what of ["missed", "nobody_came"] as const) expect(paper.does(system, { do: what, call })).toEqual([]);
    expect(paper.does(system, { do: "exit", call, person: "customer", how: "lost", at: 0 })).toEqual([]);
    expect(paper.refuses(clara, { do: "enter", call, person: claraIn })).toBe("call_over");
    expect(paper.refuses(clara, { do: "accept", call })).toBe("call_over");
  });

  test("[CA8] ringing takes what nobody owns, and a live call is an answer", () => {
    const paper = PaperCall.ringing();
    expect(paper.conversation.known).toMatchObject({ assignee: { id: ana.id }, speaker: { id: ana.id } });
    expect(paper.conversation.known.waitingSince).not.toBeNull();
    expect(PaperCall.live().conversation.known).toMatchObject({ waitingSince: null, owedSince: null });
  });

  test("[CA9] the host is the first agent, then the next; nobody else mutes, removes or ends", () => {
    const paper = PaperCall.live();
    paper.enters(bruno, brunoIn);
    expect(paper.call?.host).toBe(ana.id);
    expect(paper.refuses(bruno, { do: "end", call })).toBe("not_host");
    expect(paper.refuses(clara, { do: "end", call })).toBe("not_host");
    expect(paper.refuses(bruno, { do: "remove", call, person: "customer" })).toBe("not_host");
    expect(paper.does(ana, { do: "remove", call, person: "customer" })).toEqual(["left"]);
    paper.enters(clara, claraIn);
    paper.does(ana, { do: "exit", call, person: ana.id, how: "left", at: 0 });
    expect(paper.call?.host).toBe(bruno.id);
    expect(paper.does(bruno, { do: "end", call })).toEqual(["ended"]);
  });

  test("[CA10] a mesh carries four people", () => {
    const paper = PaperCall.live();
    paper.enters(system, guestIn(1));
    paper.enters(system, guestIn(2));
    expect(paper.refuses(system, { do: "enter", call, person: guestIn(3) })).toBe("call_full");
  });

  test("[CA24] where the chosen transport did not start an agent takes the mesh, as long as nobody else is in it", () => {
    const paper = new PaperCall();
    paper.does(ana, asked({ transport: "sfu" }));
    expect(paper.refuses(clara, { do: "use_mesh", call })).toBe("forbidden");
    paper.enters(ana, anaIn);
    expect(paper.refuses(bruno, { do: "use_mesh", call })).toBe("call_running");
    expect(paper.does(ana, { do: "use_mesh", call })).toEqual(["moved_to_mesh"]);
    expect(paper.does(ana, { do: "use_mesh", call })).toEqual([]);
    expect(paper.call).toMatchObject({ transport: "mesh", phase: "ringing", people: [anaIn] });
  });

  test("[CA11] says once that a desktop is shown, and forgets it with whoever leaves", () => {
    const paper = PaperCall.live();
    paper.enters(bruno, brunoIn);
    expect(paper.does(ana, { do: "desktop", call, person: ana.id, on: true })).toEqual(["desktop"]);
    expect(paper.does(ana, { do: "desktop", call, person: ana.id, on: true })).toEqual([]);
    expect(paper.call?.sharing).toEqual([ana.id]);
    paper.does(ana, { do: "exit", call, person: ana.id, how: "left", at: 0 });
    expect(paper.call?.sharing).toEqual([]);
  });

  test("[CA12] whom an agent invited, and which way media goes, is the team's", () => {
    const paper = PaperCall.ringing();
    paper.enters(ana, anaIn);
    expect(paper.refuses(bruno, { do: "invited", call, names: ["Bruno"] })).toBe("forbidden");
    const before = paper.conversation.known.publicSeq;
    paper.does(ana, { do: "invited", call, names: ["Bruno"] });
    expect(paper.conversation.known).toMatchObject({ publicSeq: before, call: { purpose: "conference" } });
  });
});

test("[CA1][CA6] whatever happens in whatever order, deciding and folding agree, and a duration is never longer than the call", () => {
  const people = [anaIn, brunoIn, claraIn, guestIn(1), guestIn(2), guestIn(3)];
  const step: fc.Arbitrary<CallStep> = fc.oneof(
    fc.constant(asked()),
    fc.constantFrom<CallStep>(
      ...(["accept", "decline", "cancel", "end", "use_mesh", "missed", "nobody_came"] as const).map(
        (what): CallStep => ({ do: what, call }),
      ),
    ),
    fc.constantFrom(...people).map((person): CallStep => ({ do: "enter", call, person })),
    fc
      .record({
        person: fc.constantFrom(...people),
        how: fc.constantFrom("left" as const, "lost" as const),
        ago: fc.nat(5_000),
      })
      .map(({ person, how, ago }): CallStep => ({
        do: "exit",
        call,
        person: person.id,
        how,
        at: 1_700_000_100_000 - ago,
      })),
    fc.constantFrom(...people).map((person): CallStep => ({ do: "desktop", call, person: person.id, on: true })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(ana, bruno, clara, system), step), { maxLength: 30 }), (steps) => {
      const paper = new PaperCall();
      for (const [actor, each] of steps) {
        paper.refuses(actor, each);
        const now = paper.call;
        expect(paper.conversation.folded()).toEqual(paper.conversation.state);
        expect(now?.people.length ?? 0).toBeLessThanOrEqual(callLimits.people.mesh);
        expect(now?.phase === "live").toBe((now?.liveAt ?? null) !== null);
      }
      const began = paper.conversation.log[0]?.at ?? 0;
      for (const { body } of paper.conversation.log) {
        if (body.kind !== "call" || body.fact.kind !== "ended") continue;
        expect(body.fact.seconds).toBeGreaterThanOrEqual(0);
        expect(body.fact.seconds).toBeLessThanOrEqual((1_700_000_100_000 - began) / 1_000 + 60);
      }
    }),
  );
});
