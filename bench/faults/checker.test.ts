import { describe, expect, test } from "vitest";
import { check, type Evidence, type Given, type Transcript } from "./checker.ts";

/** A conversation of three messages and a note, as it should be from all sides. */
function asItShouldBe(): {
  given: Given[];
  log: Transcript;
  customer: Transcript;
  agent: Transcript;
  file: Transcript;
} {
  const common = { conversation: "c1", audience: "everyone" as const };
  const transcript = (who: string, side: Transcript["side"], lines: [number | null, string | null][]): Transcript => ({
    ...{ conversation: "c1", who, side },
    lines: lines.map(([seq, mark]) => ({ seq, mark })),
  });
  // Seq 1 is a line without words, for the team.
  const team: [number, string | null][] = [
    [1, null],
    [2, "a"],
    [3, "b"],
    [4, "n"],
    [5, "c"],
  ];
  return {
    given: [
      { ...common, mark: "a", author: "clara", side: "customer", acknowledged: 1 },
      { ...common, mark: "b", author: "ana", side: "team", acknowledged: 3 },
      { ...common, mark: "n", author: "ana", side: "team", audience: "team", acknowledged: 4 },
      { ...common, mark: "c", author: "clara", side: "customer", acknowledged: 3 },
    ],
    log: transcript("the log", "team", team),
    agent: transcript("ana", "team", team),
    customer: transcript("clara", "customer", [
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ]),
    file: transcript("the file", "team", [
      [null, "a"],
      [null, "b"],
      [null, "n"],
      [null, "c"],
    ]),
  };
}

type Scene = ReturnType<typeof asItShouldBe>;

const evidenceOf = ({ given, log, customer, agent, file }: Scene): Evidence => ({
  given,
  log,
  others: [customer, agent, file],
});

/** How much is found of each kind after something was changed. */
function found(change: (scene: Scene) => Partial<Scene>, { keepsAuthorsOrder = true, isSettled = false } = {}) {
  const scene = asItShouldBe();
  const findings = check([evidenceOf({ ...scene, ...change(scene) })], { keepsAuthorsOrder, isSettled });
  return Object.fromEntries(
    Object.entries(findings).flatMap(([name, cases]) => (cases.length > 0 ? [[name, cases.length]] : [])),
  );
}

const without = (transcript: Transcript, mark: string): Transcript => {
  const lines = transcript.lines.filter((line) => line.mark !== mark);
  return { ...transcript, lines: lines.map((line, index) => ({ ...line, seq: line.seq === null ? null : index + 1 })) };
};

/** Two lines change places; the counts stay. */
const swapped = (transcript: Transcript, one: string, other: string): Transcript => ({
  ...transcript,
  lines: transcript.lines.map(({ seq, mark }) => ({ seq, mark: mark === one ? other : mark === other ? one : mark })),
});

describe("the checker", () => {
  test("finds nothing where everything is as it should be", () => {
    expect(found(() => ({}))).toEqual({});
  });

  test("finds a message that one participant never got", () => {
    expect(found(({ customer }) => ({ customer: without(customer, "c") }))).toEqual({ lost: 1 });
    expect(found(({ file }) => ({ file: without(file, "b") }))).toEqual({ lost: 1 });
  });

  test("finds a message that nobody has any more, for each who should have it", () => {
    const gone = ({ log, agent, customer, file }: Scene) => ({
      log: without(log, "c"),
      agent: without(agent, "c"),
      customer: without(customer, "c"),
      file: without(file, "c"),
    });
    expect(found(gone)).toEqual({ lost: 4 });
  });

  test("asks for nothing that was not acknowledged", () => {
    const unacknowledged = ({ given, log, agent, customer, file }: Scene) => ({
      given: given.map((each) => (each.mark === "c" ? { ...each, acknowledged: null } : each)),
      log: without(log, "c"),
      agent: without(agent, "c"),
      customer: without(customer, "c"),
      file: without(file, "c"),
    });
    expect(found(unacknowledged)).toEqual({});
    // Unless its author was told that it is there.
    expect(found(unacknowledged, { isSettled: true })).toEqual({ lost: 4 });
  });

  test("finds a message that stands twice, acknowledged or not", () => {
    const twice = ({ agent }: Scene) => ({ agent: { ...agent, lines: [...agent.lines, { seq: 6, mark: "b" }] } });
    expect(found(twice)).toMatchObject({ doubled: 1 });
    const unsure = (scene: Scene) => ({
      ...twice(scene),
      given: scene.given.map((each) => ({ ...each, acknowledged: null })),
    });
    expect(found(unsure)).toMatchObject({ doubled: 1 });
  });

  test("finds another order at one participant than in the log", () => {
    expect(found(({ file }) => ({ file: swapped(file, "a", "b") }))).toEqual({ reordered: 1 });
    expect(found(({ customer }) => ({ customer: swapped(customer, "b", "c") }))).toMatchObject({ reordered: 2 });
  });

  test("finds words in the log before what their author said earlier, unless nobody can know", () => {
    const turned = (scene: Scene) => {
      const change = (transcript: Transcript) => swapped(transcript, "a", "c");
      const given = scene.given.map((each) => {
        if (each.mark === "a") return { ...each, acknowledged: 3 };
        return each.mark === "c" ? { ...each, acknowledged: 1 } : each;
      });
      const { log, agent, customer, file } = scene;
      return { given, log: change(log), agent: change(agent), customer: change(customer), file: change(file) };
    };
    expect(found(turned)).toEqual({ reordered: 1 });
    expect(found(turned, { keepsAuthorsOrder: false })).toEqual({});
  });

  test("finds words in another place than their acknowledgement said", () => {
    const elsewhere = ({ given }: Scene) => ({
      given: given.map((each) => (each.mark === "b" ? { ...each, acknowledged: 2 } : each)),
    });
    expect(found(elsewhere)).toEqual({ reordered: 2 });
  });

  test("finds what somebody was shown and the log does not have", () => {
    const shown = ({ agent }: Scene) => ({ agent: { ...agent, lines: [...agent.lines, { seq: 6, mark: "ghost" }] } });
    expect(found(shown)).toEqual({ reordered: 1 });
  });

  test("finds a note on the customer's side, and a gap where one was left out", () => {
    const leaked = ({ customer }: Scene) => ({
      customer: { ...customer, lines: [...customer.lines, { seq: 4, mark: "n" }] },
    });
    expect(found(leaked)).toMatchObject({ leaked: 1 });
    const gap = ({ customer }: Scene) => ({
      customer: {
        ...customer,
        lines: customer.lines.map((line, index) => ({ ...line, seq: index === 2 ? 4 : line.seq })),
      },
    });
    expect(found(gap)).toMatchObject({ lost: 1 });
  });
});
