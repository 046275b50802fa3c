import fc from "fast-check";
import type { FlowStep } from "../protocol/flow.ts";
import { flowOf, step } from "./flows.ts";

/** Where a step leads: any step, itself too, or nowhere. */
const ids = ["s0", "s1", "s2", "s3", "s4"];
const exits = (...names: string[]): fc.Arbitrary<Record<string, string>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...ids, "gone")))
    .map((pairs) => Object.fromEntries(pairs));

const anyStep = (id: string): fc.Arbitrary<FlowStep> =>
  fc.oneof(
    fc.record({ typingSeconds: fc.constantFrom(0, 2), exits: exits("next") }).map((given) => step("say", id, given)),
    fc
      .record({
        exits: exits("next", "failed", "option:a"),
        tries: fc.integer({ min: 1, max: 3 }),
        answer: fc.constantFrom<Extract<FlowStep, { kind: "ask" }>["answer"]>(
          { kind: "email" },
          { kind: "rating", look: "stars", most: 5 },
          {
            kind: "buttons",
            options: [
              { id: "a", text: "A" },
              { id: "b", text: "B" },
            ],
          },
        ),
      })
      .map((given) => step("ask", id, given)),
    exits("next").map((given) => step("set", id, { exits: given })),
    exits("case:c", "otherwise").map((given) =>
      step("branch", id, {
        exits: given,
        cases: [
          { id: "c", label: "", conditions: [{ about: "availability", key: "", test: "is", values: ["available"] }] },
        ],
      }),
    ),
    exits("next", "failed").map((given) =>
      step("call", id, { exits: given, take: [{ path: "state", key: "state", label: "" }] }),
    ),
    exits("next").map((given) => step("wait", id, { exits: given })),
    fc.constantFrom<FlowStep>(
      step("hand_over", id),
      step("end", id),
      step("end", id, { leaves: "done" }),
      step("jump", id),
    ),
  );

/** Five steps of any kind, led anywhere: most of these no editor would publish. */
export const anyFlow = fc.tuple(...ids.map(anyStep)).map((steps) => flowOf(...steps));

/** What somebody may answer to whatever they are asked. */
export const anyWords = fc.constantFrom("A", "2", "4/5", "maria@example.com", "no", "", "x".repeat(10_000));
