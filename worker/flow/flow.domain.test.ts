import { describe, expect, it } from "vitest";
import { fileKinds } from "../protocol/attachment.ts";
import { type FlowAnswer, type FlowCondition, type FlowStepKind, flowStepSchema } from "../protocol/flow.ts";
import { flowOf, PlayedRun, step } from "../testing/flows.ts";
import { isPrivateHost } from "./flow-address.domain.ts";

const next = (id: string) => ({ exits: { next: id } });

describe("a run", () => {
  it("[FL1] says, asks, keeps the answer, and hands over with a note of what was collected", () => {
    const run = new PlayedRun(
      flowOf(
        step("say", "hello", { said: { kind: "text", text: "Hi {{customer.name|there}}" }, ...next("mail") }),
        step("ask", "mail", { answer: { kind: "email" }, label: "E-mail", ...next("bye") }),
        step("hand_over", "bye", { text: "Thanks, {{answer.mail}}", note: "From the flow" }),
      ),
    );
    expect(run.heard).toEqual(["Hi there", "asks mail"]);
    expect(run.run?.waits).toMatchObject({ kind: "answer" });
    run.says("Maria@Example.com");
    expect(run.heard.at(-1)).toBe("Thanks, maria@example.com");
    const note = run.log.find(({ body }) => body.kind === "note")?.body;
    expect(note).toMatchObject({ text: "From the flow\n\n- **E-mail**: maria@example.com" });
    expect(run.outcome).toBe("handed_over");
  });

  it("[FL4] asks again with the step's own words, and fails when the tries are used up", () => {
    const ask = step("ask", "mail", { answer: { kind: "email" }, retry: "No, your e-mail", tries: 2, ...next("end") });
    const run = new PlayedRun(flowOf(ask, step("end", "end")));
    run.says("no");
    expect(run.heard.at(-1)).toBe("No, your e-mail");
    expect(run.log.findLast(({ body }) => body.kind === "message")?.body).toMatchObject({ ask: { left: 1 } });
    run.says("never");
    expect(run.outcome).toBe("handed_over");
    expect(run.log.at(-1)?.body).toMatchObject({ fault: "tries_used_up" });
  });

  it("[FL35] asks for a file only where customers can send one, and fails at once where they cannot", () => {
    const ask = (exits: Record<string, string>) =>
      flowOf(
        step("ask", "photo", { answer: { kind: "file", kinds: ["image"] }, exits }),
        step("say", "instead", next("end")),
        step("end", "end"),
      );
    const asked = new PlayedRun(ask(next("end").exits));
    expect(asked.run?.waits).toMatchObject({ kind: "facts" });
    asked.facts = { ...asked.facts, files: ["image", "video"] };
    expect(asked.on({ kind: "facts" }).heard).toEqual(["asks photo"]);
    // Meanwhile it is switched off: nobody is asked again for what they cannot give.
    asked.facts = { ...asked.facts, files: [] };
    asked.says("I cannot");
    expect([asked.outcome, ended(asked)]).toMatchObject(["handed_over", { fault: "files_off" }]);

    for (const files of [[], ["document" as const]]) {
      const run = new PlayedRun(ask({ next: "end", failed: "instead" }), { files });
      expect(run.heard).toEqual(["says instead"]);
      expect(ended(run)).toMatchObject({ outcome: "finished", fault: "files_off" });
    }
  });

  it("[FL6] that goes in a circle without a question hands over to a person", () => {
    const run = new PlayedRun(flowOf(step("say", "one", next("two")), step("say", "two", next("one"))));
    expect(run.outcome).toBe("broken");
    expect(run.log.at(-1)?.body).toMatchObject({ fault: "too_many_steps" });
  });
});

const bye = step("end", "bye", { text: "Bye" });
const to = (id: string) => ({ exits: { next: id } });
const is = (key: string, value: string): FlowCondition => ({ about: "answer", key, test: "is", values: [value] });
const ended = (run: PlayedRun) => run.log.at(-1)?.body;

/** A run of each kind of step, from its beginning to its end: what the customer reads, and how it ends. */
const golden: [kind: FlowStepKind, play: () => PlayedRun, heard: string[], outcome: string][] = [
  [
    "say",
    () => new PlayedRun(flowOf(step("say", "a", { typingSeconds: 3, ...to("bye") }), bye)).after(2_999).after(1),
    ["says a", "Bye"],
    "finished",
  ],
  [
    "ask",
    () =>
      new PlayedRun(
        flowOf(
          step("ask", "a", to("b")),
          step("say", "b", { said: { kind: "text", text: "{{answer.a}}!" }, ...to("bye") }),
          bye,
        ),
      ).says("Beans"),
    ["asks a", "Beans!", "Bye"],
    "finished",
  ],
  [
    "set",
    () =>
      new PlayedRun(
        flowOf(
          step("set", "a", { set: { what: "attribute", key: "plan", value: "gold" }, ...to("b") }),
          step("say", "b", { said: { kind: "text", text: "{{attribute.plan}}" }, ...to("bye") }),
          bye,
        ),
      ),
    ["gold", "Bye"],
    "finished",
  ],
  [
    "branch",
    () =>
      new PlayedRun(
        flowOf(
          step("ask", "a", to("b")),
          step("branch", "b", {
            cases: [{ id: "c", label: "", conditions: [is("a", "beans")] }],
            exits: { "case:c": "yes", otherwise: "bye" },
          }),
          step("say", "yes", to("bye")),
          bye,
        ),
      ).says("Beans"),
    ["asks a", "says yes", "Bye"],
    "finished",
  ],
  [
    "call",
    () =>
      new PlayedRun(
        flowOf(
          step("call", "a", { take: [{ path: "order.items.0.name", key: "item", label: "" }], ...to("b") }),
          step("say", "b", { said: { kind: "text", text: "It is {{answer.item}}" }, ...to("bye") }),
          bye,
        ),
      ).on({ kind: "called", response: { ok: true, json: { order: { items: [{ name: "beans" }] } } } }),
    ["It is beans", "Bye"],
    "finished",
  ],
  [
    "jump",
    () =>
      new PlayedRun(flowOf(step("jump", "a", { flow: "flow-0000002" }))).on({
        kind: "flow",
        flow: { id: "flow-0000002", name: "Other", version: 7, definition: flowOf(step("say", "o", to("bye")), bye) },
      }),
    ["says o", "Bye"],
    "finished",
  ],
  [
    "wait",
    () => new PlayedRun(flowOf(step("wait", "a", { seconds: 5, ...to("bye") }), bye)).after(4_000).after(1_000),
    ["Bye"],
    "finished",
  ],
  [
    "hand_over",
    () =>
      new PlayedRun(
        flowOf(step("hand_over", "a", { to: { kind: "team", id: "team-sales-1" }, text: "One moment" })),
      ).on({
        kind: "place",
        place: { agent: null, team: { id: "team-sales-1", name: "Sales" } },
      }),
    ["One moment"],
    "handed_over",
  ],
  ["end", () => new PlayedRun(flowOf(step("end", "a", { text: "Bye", leaves: "done" }))), ["Bye"], "finished"],
];

describe("a golden run of each kind of step", () => {
  it("[FL1] is there, of each", () => {
    const kinds = flowStepSchema.def.options.map(({ shape }) => String(shape.kind.def.values[0]));
    expect(golden.map(([kind]) => kind).toSorted()).toEqual(kinds.toSorted());
  });

  it.each(golden)("[FL1] %s", (_, play, heard, outcome) => {
    const run = play();
    expect(run.heard).toEqual(heard);
    expect(run.outcome).toBe(outcome);
  });
});

describe("an answer", () => {
  const asked = (answer: FlowAnswer, text: string, more = {}) =>
    ended(
      new PlayedRun(flowOf(step("ask", "a", { answer, tries: 1, ...to("bye") }), bye), { files: fileKinds }).says(
        text,
        more,
      ),
    );
  const day: FlowAnswer = { kind: "date", earliest: "2026-01-01", latest: null };
  const number: FlowAnswer = { kind: "number", least: 0, most: 2_000, whole: false };
  const list: FlowAnswer = {
    kind: "list",
    options: [
      { id: "o1", text: "Não sei" },
      { id: "o2", text: "Light roast" },
    ],
  };

  it.each<[FlowAnswer, string, object, string | number]>([
    [list, "nao sei.", {}, "Não sei"],
    [list, "2", {}, "Light roast"],
    [list, "whatever", { option: 1 }, "Light roast"],
    [{ kind: "email" }, " Maria@Example.com ", {}, "maria@example.com"],
    [{ kind: "phone" }, "+55 (11) 99876-5432", {}, "+5511998765432"],
    [number, "1.000,50", {}, 1000.5],
    [number, "1,5", {}, 1.5],
    [day, "January 15", { value: "2027-01-15" }, "2027-01-15"],
    [day, "25.11.2026", {}, "2026-11-25"],
    [{ kind: "rating", look: "stars", most: 5 }, "4/5", {}, 4],
  ])("[FL4] %j takes %j", (answer, text, more, value) => {
    expect(asked(answer, text, more)).toMatchObject({ outcome: "finished", collected: [{ key: "a", value }] });
  });

  it.each<[FlowAnswer, string]>([
    [{ kind: "text", least: 1, most: 1_000 }, "x".repeat(10_000)],
    [{ kind: "email" }, "maria@"],
    [{ kind: "phone" }, "call me"],
    [number, "12a"],
    [number, "3000"],
    [day, "3/4/2026"],
    [day, "2025-12-31"],
    [day, "2026-02-30"],
    [list, "3"],
    [{ kind: "rating", look: "stars", most: 5 }, "6"],
    [{ kind: "file", kinds: [] }, "here it is"],
  ])("[FL4] %j does not take %j", (answer, text) => {
    expect(asked(answer, text)).toMatchObject({ outcome: "handed_over", fault: "tries_used_up" });
  });
});

describe("an address", () => {
  it.each(["localhost", "10.0.0.1", "169.254.169.254", "[::1]", "printer", "db.internal", "127.0.0.1.nip.io"])(
    "[FL32] %s is private, or says so",
    (host) => expect(isPrivateHost(host)).toBe(true),
  );
  it.each(["10-0-0-1.sslip.io", "c0a80001.nip.io", "app.localtest.me", "files.corp"])("[FL32] %s too", (host) =>
    expect(isPrivateHost(host)).toBe(true),
  );
  it.each(["api.shop.com", "orders-2026.shop.com", "api-1-2.shop.com"])("[FL32] %s is not", (host) =>
    expect(isPrivateHost(host)).toBe(false),
  );
});
