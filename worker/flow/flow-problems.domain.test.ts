import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowDefinition, flowDefinitionSchema, type FlowStep, outcomesOf } from "../protocol/flow.ts";
import { flowOf, PlayedRun, step } from "../testing/flows.ts";
import { endlessLoops, reachedFrom, waysFrom } from "./flow-graph.domain.ts";
import { type FlowProblem, type FlowSurroundings, problemsOf, stopping } from "./flow-problems.domain.ts";
import { hostOf } from "./flow-step-problems.domain.ts";

const next = (id: string) => ({ exits: { next: id } });
const end = step("end", "end");
const said = (id: string, text: string, to = "end") => step("say", id, { said: { kind: "text", text }, ...next(to) });
const found = (definition: FlowDefinition, around: FlowSurroundings = {}) =>
  problemsOf(definition, around).map(({ kind, step: at, at: where }) => [kind, at, where].filter(Boolean).join(" "));
const about = (one: FlowStep, around: FlowSurroundings = {}) => found(flowOf(one, end), around);

describe("what is wrong with a flow", () => {
  it("is that it begins nowhere, and then nothing else", () => {
    expect(found(flowDefinitionSchema.parse({ start: null, person: true, steps: [] }))).toEqual(["nothing"]);
    expect(found({ ...flowOf(said("a", "")), start: "gone" })).toEqual(["nothing"]);
  });

  it("is a way that leads on to nothing, but not that of an option where `next` takes it", () => {
    const options = [
      { id: "yes", text: "Yes" },
      { id: "no", text: "No" },
    ];
    const ask = (exits: FlowStep["exits"]) => step("ask", "ask", { answer: { kind: "buttons", options }, exits });
    expect(about(ask({ "option:yes": "end" }))).toEqual(["exit_missing ask next"]);
    expect(about(ask({ "option:yes": "end", next: "end" }))).toEqual([]);
    expect(about(ask({ "option:yes": "end", "option:no": "end" }))).toEqual([]);
    expect(about(ask({ next: "nowhere" }))).toContain("exit_missing ask next");
  });

  it("is a step that no run comes to, which keeps nobody from publishing", () => {
    const flow = flowOf(said("a", "A"), end, step("say", "lost", { said: { kind: "text", text: "" } }));
    expect(found(flow)).toEqual(["unreachable lost"]);
    expect(stopping(problemsOf(flow))).toEqual([]);
  });

  it("is a question for files where customers may send none, which keeps nobody from publishing", () => {
    const flow = flowOf(step("ask", "photo", { answer: { kind: "file", kinds: [] }, ...next("end") }), end);
    const around = { sitesWithoutFiles: ["Shop", "Help"] };
    expect(found(flow)).toEqual([]);
    expect(found(flow, around)).toEqual(["files_off photo Shop, Help"]);
    expect(stopping(problemsOf(flow, around))).toEqual([]);
  });

  it("is a circle in which nobody is asked, even with a wait in it", () => {
    const circle = [said("a", "A", "wait"), step("wait", "wait", next("a"))];
    expect(found(flowOf(...circle))).toEqual(["endless a"]);
    const asked = [said("a", "A", "ask"), step("ask", "ask", next("a"))];
    expect(found(flowOf(...asked))).toEqual([]);
    expect(found(flowOf(said("x", "X", "x")))).toEqual(["endless x"]);
  });

  it("is a hundred steps in a row", () => {
    const row = Array.from({ length: 95 }, (_, at) => said(`s${at}`, "on and on", at === 94 ? "end" : `s${at + 1}`));
    expect(found(flowOf(...row, end))).toEqual(["too_long s0"]);
    expect(found(flowOf(...row.slice(0, 50), step("ask", "s50", next("s51")), ...row.slice(51), end))).toEqual([]);
  });

  it.each<[string[], string]>([
    [[], "Hello {{customer.name|there}}, {{attribute.plan}}, {{ answer.mail }}"],
    [["variable_unknown a answer.post"], "{{answer.post}}"],
    [[], "{{answer.post|none}}"],
    [["variable_unknown a customer.shoe_size"], "{{customer.shoe_size}}"],
    [["variable_unknown a Answer mail"], "{{Answer mail}}"],
  ])("finds %j in %j", (expected, text) => {
    const flow = flowOf(step("ask", "mail", next("a")), said("a", text), end);
    expect(found(flow)).toEqual(expected);
  });

  it("is an answer that is asked for only later", () => {
    const flow = flowOf(said("a", "{{answer.mail}}", "mail"), step("ask", "mail", next("end")), end);
    expect(found(flow)).toEqual(["variable_unknown a answer.mail"]);
    const again = flowOf(said("a", "{{answer.mail}}", "mail"), step("ask", "mail", next("a")));
    expect(found(again)).toEqual([]);
  });

  it.each<[string[], FlowStep]>([
    [["options_missing ask"], step("ask", "ask", { answer: { kind: "list", options: [] }, ...next("end") })],
    [
      ["option_empty ask b", "option_twice ask c"],
      step("ask", "ask", {
        answer: {
          kind: "buttons",
          options: [
            { id: "a", text: "Yes" },
            { id: "b", text: " " },
            { id: "c", text: "yes" },
          ],
        },
        ...next("end"),
      }),
    ],
    [
      ["bounds_crossed ask"],
      step("ask", "ask", { answer: { kind: "number", least: 5, most: 1, whole: true }, ...next("end") }),
    ],
    [
      ["bounds_crossed ask"],
      step("ask", "ask", { answer: { kind: "date", earliest: "+3", latest: "-1" }, ...next("end") }),
    ],
    [[], step("ask", "ask", { answer: { kind: "date", earliest: "+3", latest: "2026-01-01" }, ...next("end") })],
    [["answer_unused ask"], step("ask", "ask", { key: "", ...next("end") })],
    [["cases_missing b"], step("branch", "b", { exits: { otherwise: "end" } })],
    [
      ["condition_incomplete b one", "answer_unknown b two"],
      step("branch", "b", {
        cases: [
          { id: "one", label: "", conditions: [{ about: "hours", key: "", test: "is", values: ["maybe"] }] },
          { id: "two", label: "", conditions: [{ about: "answer", key: "mail", test: "set", values: [] }] },
        ],
        exits: { "case:one": "end", "case:two": "end", otherwise: "end" },
      }),
    ],
    [
      ["url_invalid c", "failure_unhandled c failed"],
      step("call", "c", { method: "POST", url: "http://a.example/", ...next("end") }),
    ],
    [["body_invalid c"], step("call", "c", { method: "POST", body: "{", exits: { next: "end", failed: "end" } })],
    [
      [],
      step("call", "c", { method: "POST", body: '{"a":"{{customer.name}}"}', exits: { next: "end", failed: "end" } }),
    ],
    [["flow_missing j"], step("jump", "j")],
    [["team_missing h"], step("hand_over", "h", { to: { kind: "team", id: null } })],
    [["article_missing s"], step("say", "s", { said: { kind: "article", text: "", article: null }, ...next("end") })],
    [["set_incomplete s"], step("set", "s", { set: { what: "tag", tag: "", on: true }, ...next("end") })],
  ])("names %j", (expected, one) => {
    expect(about(one).filter((each) => each !== "unreachable end")).toEqual(expected);
  });

  it("is what there is no more, as far as somebody says what there is", () => {
    const team = step("hand_over", "h", { to: { kind: "team", id: "team-gone-1" } });
    expect(found(flowOf(team))).toEqual([]);
    expect(found(flowOf(team), { teams: new Set(["team-support"]) })).toEqual(["team_gone h"]);
    const call = step("call", "c", { method: "POST", exits: { next: "end", failed: "end" } });
    expect(about(call, { hosts: new Set(["other.example"]) })).toEqual(["host_not_allowed c api.example.com"]);
  });

  it.each([
    ["https://API.example.com:8443/a?b={{answer.a|x y}}", "api.example.com"],
    ["https://api.example.com", "api.example.com"],
    ["https://{{answer.host}}.example.com/", null],
    ["https://user@api.example.com/", null],
    ["https://localhost/", null],
    ["http://api.example.com/", null],
    ["https://api.example.com\\@evil.example/", null],
    ["", null],
  ])("reads of %s the host %s", (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});

const ids = ["a", "b", "c", "d", "e", "f"];
const target = fc.option(fc.constantFrom(...ids), { nil: undefined });
const texts = fc.constantFrom("", "Hello", "{{answer.a|you}}", "{{answer.b}}");

function stepsNamed(id: string): fc.Arbitrary<FlowStep> {
  const exit = <Name extends string>(...names: Name[]) =>
    fc
      .record(Object.fromEntries(names.map((name) => [name, target])))
      .map((exits) =>
        Object.fromEntries(Object.entries(exits).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      );
  const options = [
    { id: "x", text: "Yes" },
    { id: "y", text: "No" },
  ];
  const cases = [
    { id: "p", label: "", conditions: [{ about: "answer" as const, key: "a", test: "is" as const, values: ["Yes"] }] },
  ];
  return fc.oneof(
    fc
      .record({ exits: exit("next"), text: texts })
      .map(({ exits, text }) => step("say", id, { said: { kind: "text", text }, exits })),
    exit("next", "failed", "option:x", "option:y").map((exits) =>
      step("ask", id, { answer: { kind: "buttons", options }, exits }),
    ),
    exit("next").map((exits) => step("set", id, { exits })),
    exit("next").map((exits) => step("wait", id, { exits })),
    exit("case:p", "otherwise").map((exits) => step("branch", id, { cases, exits })),
    fc.constant(step("end", id)),
    fc.constant(step("hand_over", id)),
  );
}

const flows = fc.tuple(...ids.map(stepsNamed)).map((steps) => flowOf(...steps));

describe("every flow", () => {
  it("without a problem that stops runs to its end or to a question, whatever is answered", () => {
    let played = 0;
    fc.assert(
      fc.property(flows, fc.array(fc.constantFrom("Yes", "No", "what?"), { maxLength: 20 }), (flow, answers) => {
        if (stopping(problemsOf(flow)).length > 0) return;
        played += 1;
        const run = new PlayedRun(flow);
        for (const answer of answers) {
          // A wait in a way without a question is over some time, and there are no more of them than steps.
          for (let waits = 0; run.run?.waits.kind === "time" && waits < ids.length; waits += 1) run.after(60_000);
          if (run.run !== null) expect(run.run.waits.kind).toBe("answer");
          run.says(answer);
        }
        expect(run.outcome).not.toBe("broken");
      }),
      { numRuns: 4_000 },
    );
    expect(played).toBeGreaterThan(50);
  });

  it("has the problems of its reachable steps only, each step once unreachable or not at all", () => {
    fc.assert(
      fc.property(flows, (flow) => {
        const reached = reachedByWalking(flow);
        expect(reachedFrom(flow, flow.start)).toEqual(reached);
        const problems = problemsOf(flow);
        const lost = problems.filter(({ kind }) => kind === "unreachable").map(({ step: id }) => id);
        expect(lost).toEqual(flow.steps.map(({ id }) => id).filter((id) => !reached.has(id)));
        const isOf = ({ step: id, kind }: FlowProblem) => kind === "unreachable" || reached.has(id ?? "");
        expect(problems.every(isOf)).toBe(true);
      }),
    );
  });

  it("has an endless loop exactly where a walk without a question comes back", () => {
    fc.assert(
      fc.property(flows, (flow) => {
        const inLoops = new Set(endlessLoops(flow).flat());
        for (const { id } of flow.steps) expect([id, inLoops.has(id)]).toEqual([id, comesBack(flow, id)]);
      }),
    );
  });

  it("loses a missing way when its exit is drawn", () => {
    fc.assert(
      fc.property(flows, (flow) => {
        const missing = problemsOf(flow).find(({ kind }) => kind === "exit_missing");
        if (missing?.step == null || missing.at === null) return;
        const { step: id, at } = missing;
        const steps = flow.steps.map((one) => (one.id === id ? { ...one, exits: { ...one.exits, [at]: "end" } } : one));
        const mended = problemsOf({ ...flow, steps: [...steps, end] });
        expect(mended).not.toContainEqual(missing);
        expect(outcomesOf(steps.find((one) => one.id === id) ?? end).map(({ name }) => name)).toContain(at);
      }),
    );
  });
});

/** The same said simply: one more step in each round, until a round brings nothing new. */
function reachedByWalking(flow: FlowDefinition): Set<string> {
  const reached = new Set(flow.start === null ? [] : [flow.start]);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const one of flow.steps) if (reached.has(one.id)) for (const { to } of waysFrom(one)) reached.add(to);
  }
  return reached;
}

function comesBack(flow: FlowDefinition, from: string): boolean {
  const isAsked = (id: string) => flow.steps.find((one) => one.id === id)?.kind === "ask";
  const seen = new Set<string>();
  const walk = (id: string): boolean => {
    const one = flow.steps.find((each) => each.id === id);
    if (one === undefined || isAsked(id)) return false;
    return waysFrom(one).some(({ to }) => {
      if (isAsked(to)) return false;
      if (to === from) return true;
      if (seen.has(to)) return false;
      seen.add(to);
      return walk(to);
    });
  };
  return !isAsked(from) && walk(from);
}
