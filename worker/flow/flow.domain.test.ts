import { describe, expect, it } from "vitest";
import { flowOf, PlayedRun, step } from "../testing/flows.ts";

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
    run.says("never");
    expect(run.outcome).toBe("handed_over");
    expect(run.log.at(-1)?.body).toMatchObject({ fault: "tries_used_up" });
  });

  it("[FL6] that goes in a circle without a question hands over to a person", () => {
    const run = new PlayedRun(flowOf(step("say", "one", next("two")), step("say", "two", next("one"))));
    expect(run.outcome).toBe("broken");
    expect(run.log.at(-1)?.body).toMatchObject({ fault: "too_many_steps" });
  });
});
