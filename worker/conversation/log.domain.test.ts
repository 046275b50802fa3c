import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../protocol/limits.ts";
import { customerEntrySchema, entrySchema } from "../protocol/entry.ts";
import {
  ana,
  type Asked,
  beginning,
  bruno,
  clara,
  PaperConversation,
  sales,
  startedAt,
  support,
  system,
} from "../testing/decisions.ts";
import type { Actor } from "./conversation.domain.ts";
import { seenByAgents, seenByCustomers, type StoredEntry, visibleTo } from "./log.domain.ts";
import { applyForCustomer, customerStateOf } from "./state.domain.ts";

/** A command of a random run; an edit names its target by its place among what was written. */
type Step = { actor: Actor; command: Asked } | { actor: Actor; change: "edit" | "delete"; nth: number; text: string };

const words = fc.constantFrom("Hello", "Oi, tudo bem?", "secret", "🙂🙂", "<b>no</b>", "one\ntwo");
const agent = fc.constantFrom<Actor>(ana, bruno);
const place = fc.constantFrom(
  null,
  { agent: null, team: support },
  { agent: null, team: sales },
  { agent: { id: ana.id, name: "Ana" }, team: support },
  { agent: { id: bruno.id, name: "Bruno" }, team: sales },
);
const customers = fc.constantFrom(
  beginning.customer,
  { ...beginning.customer, name: "Clara" },
  { id: "customer-c-1", name: "Clara", email: "c@shop.test", verified: true },
);

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: words.map((text): Step => ({ actor: clara, command: { kind: "message", text } })) },
    {
      weight: 4,
      arbitrary: fc.tuple(agent, words).map(([actor, text]): Step => ({ actor, command: { kind: "message", text } })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(agent, words)
        .map(([actor, text]): Step => ({ actor, command: { kind: "note", text, mentions: [bruno.id] } })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(agent, fc.constantFrom("edit" as const, "delete" as const), fc.nat(20), words)
        .map(([actor, change, nth, text]): Step => ({ actor, change, nth, text })),
    },
    fc
      .tuple(agent, fc.constantFrom(null, ana.id, bruno.id))
      .map(([actor, expected]): Step => ({ actor, command: { kind: "take", expected } })),
    fc.tuple(agent, place, fc.option(words)).map(([actor, to, comment]): Step => {
      return { actor, command: { kind: "transfer", wanted: "team", place: to, comment } };
    }),
    fc
      .tuple(agent, fc.constantFrom("open" as const, "snoozed" as const, "done" as const))
      .map(([actor, to]): Step => ({ actor, command: { kind: "status", to, until: null } })),
    customers.map((customer): Step => ({ actor: system, command: { kind: "identify", customer } })),
  ),
  { maxLength: 40 },
);

type Ran = { conversation: PaperConversation; heard: StoredEntry[][]; hidden: boolean[]; targets: (string | null)[] };

/** Runs the steps that `keep` keeps, each at its own time. Targets are named by their ids, since places differ between runs. */
function run(all: Step[], keep: (index: number) => boolean, targets: (string | null)[] | null): Ran {
  const conversation = PaperConversation.started();
  const ran: Ran = { conversation, heard: [], hidden: [], targets: [] };
  for (const [index, step] of all.entries()) {
    const written = conversation.log.filter(({ body }) => body.kind === "message" || body.kind === "note");
    const chosen = "nth" in step ? (written[step.nth % written.length]?.id ?? null) : null;
    const name = targets === null ? chosen : (targets[index] ?? null);
    const target = conversation.log.find(({ id }) => id === name) ?? null;
    ran.targets.push(name);
    ran.hidden.push(isHidden(conversation, step, target));
    if (!keep(index)) continue;
    conversation.now = startedAt + index * 1_000;
    const id = `step-${index}-of-the-run`;
    const command: Asked =
      "command" in step
        ? { ...step.command, id }
        : step.change === "edit"
          ? { kind: "edit", id, target, text: step.text }
          : { kind: "delete", id, target };
    const decision = conversation.tries(step.actor, command);
    ran.heard.push(decision.ok ? decision.entries : []);
  }
  return ran;
}

/** What the team does among itself: the customer's side must be the same without it. */
function isHidden(conversation: PaperConversation, step: Step, target: StoredEntry | null): boolean {
  if ("change" in step) return target?.body.kind === "note";
  if (step.command.kind === "note" || step.command.kind === "identify") return true;
  return step.command.kind === "status" && step.command.to !== "done" && conversation.known.status !== "done";
}

const everything = () => true;

describe("any sequence of commands", () => {
  test("[CV2] leaves a log without gaps, in both counts", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { log } = run(all, everything, null).conversation;
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        const open = log.filter(({ audience }) => audience === "everyone");
        expect(open.map(({ publicSeq }) => publicSeq)).toEqual(open.map((_, index) => index + 1));
        expect(log.filter(({ audience }) => audience === "team").every(({ publicSeq }) => publicSeq === null)).toBe(
          true,
        );
        expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      }),
    );
  });

  test("[CV3] is known as its log folds", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { conversation } = run(all, everything, null);
        expect(conversation.folded()).toEqual(conversation.state);
      }),
    );
  });

  test("[CV3] is known to the customer as what they receive folds, as long as no agent reopens it", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const conversation = PaperConversation.started();
        let folded = customerStateOf(conversation.known);
        for (const [index, step] of all.entries()) {
          if (!("command" in step) || step.command.kind === "status" || step.command.kind === "transfer") continue;
          const decision = conversation.tries(step.actor, { ...step.command, id: `step-${index}-of-the-run` });
          if (decision.ok) folded = seenByCustomers(decision.entries).reduce(applyForCustomer, folded);
          expect(folded).toEqual(customerStateOf(conversation.known));
        }
      }),
    );
  });

  test("[CV13] shows the customer entries of their kinds only, valid and without gaps", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const seen = seenByCustomers(run(all, everything, null).conversation.log);
        expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
        // Done is told, and its end where it is not the customer's own word.
        let told = false;
        for (const entry of seen) {
          expect(["message", "edited", "deleted", "joined", "left", "status"]).toContain(entry.body.kind);
          if (entry.body.kind === "status")
            expect([entry.body.to, entry.body.until]).toEqual([told ? "open" : "done", null]);
          if (entry.body.kind === "status") told = entry.body.to === "done";
          if (entry.body.kind === "message" && entry.author.kind === "customer") told = false;
          expect(customerEntrySchema.parse(entry)).toEqual(entry);
        }
      }),
    );
  });

  test("[CV14] looks the same to the customer, frame by frame, with and without what the team does among itself", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const full = run(all, everything, null);
        const bare = run(all, (index) => !full.hidden[index], full.targets);
        const frames = ({ heard }: Ran) => heard.map(seenByCustomers).filter((entries) => entries.length > 0);
        expect(withoutTimes(frames(full))).toEqual(withoutTimes(frames(bare)));
        expect(withoutTimes(seenByCustomers(full.conversation.log))).toEqual(
          withoutTimes(seenByCustomers(bare.conversation.log)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("[CV30] leaves no words of an entry that was deleted", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { log, known } = run(all, everything, null).conversation;
        const deleted = new Set(log.flatMap(({ body }) => (body.kind === "deleted" ? [body.target] : [])));
        for (const { seq, body } of log) {
          if (body.kind === "edited" && deleted.has(body.target)) expect(body.text).toBe("");
          if ("text" in body && deleted.has(seq)) expect(body.text).toBe("");
        }
        if (known.lastMessage !== null && deleted.has(known.lastMessage.seq)) expect(known.lastMessage.text).toBe("");
      }),
    );
  });

  test("[CV29] changes only what its author may change, within the time", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { log } = run(all, everything, null).conversation;
        for (const { author, at, body } of log) {
          if (body.kind !== "edited" && body.kind !== "deleted") continue;
          const target = log[body.target - 1];
          expect(target?.author).toEqual(author);
          expect(at - (target?.at ?? 0)).toBeLessThanOrEqual(limits.editWindowMs);
        }
      }),
    );
  });
});

describe("who sees what", () => {
  const stored = (more: Partial<StoredEntry>): StoredEntry => ({
    ...{ seq: 7, publicSeq: 3, id: "command-of-ana", at: 1, author: { kind: "agent", id: ana.id, name: "Ana" } },
    ...{
      audience: "everyone",
      body: { kind: "message", text: "Hi", editedAt: null, deletedAt: null },
      publicTarget: null,
    },
    ...more,
  });

  test("[CV13] a kind that customers do not know stays away, even if it was marked as being for everyone", () => {
    const note = stored({ body: { kind: "note", text: "!", editedAt: null, deletedAt: null, mentions: [] } });
    expect(visibleTo({ kind: "customer" }, note)).toBeNull();
    expect(visibleTo({ kind: "customer" }, stored({ audience: "team" }))).toBeNull();
    expect(visibleTo({ kind: "customer" }, stored({ publicSeq: null }))).toBeNull();
  });

  test("[CV13] a customer sees the public count, and of an agent's command not even the id", () => {
    expect(visibleTo({ kind: "customer" }, stored({}))).toMatchObject({ seq: 3, id: "e3" });
    expect(visibleTo({ kind: "customer" }, stored({ author: { kind: "customer" } }))).toMatchObject({
      id: "command-of-ana",
    });
  });

  test("[CV13] an edit names its target in the reader's count", () => {
    const edit = stored({ body: { kind: "edited", target: 5, text: "Ho" }, publicTarget: 2 });
    expect(visibleTo({ kind: "customer" }, edit)).toMatchObject({ body: { target: 2 } });
    expect(visibleTo({ kind: "agent" }, edit)).toMatchObject({ seq: 7, body: { target: 5 } });
  });

  test("[CV4] agents see the whole log, in order", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "note", text: "Careful", mentions: [] });
    const seen = seenByAgents(conversation.log);
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    for (const entry of seen) expect(entrySchema.parse(entry)).toEqual(entry);
  });
});

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (/(^at|At)$/.test(key) && each !== null ? 0 : each)));
}
