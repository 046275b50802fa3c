import { describe, expect, test } from "vitest";
import { ana, clara, PaperConversation } from "../testing/decisions.ts";
import { seenByCustomers } from "./log.domain.ts";

/** A conversation with a note before the buttons, so that the two counts differ. */
function asked() {
  const conversation = PaperConversation.started();
  conversation.does(ana, { kind: "note", text: "hm", mentions: [] });
  conversation.does(ana, { kind: "message", text: "Did that help?", buttons: ["Yes", "No"] });
  const target = conversation.last();
  return { conversation, target, tap: { kind: "message" as const, text: "No", tapped: { target, button: 1 } } };
}

describe("buttons under a message", () => {
  test("[CV80] a tap is the customer's message, and the button stands as chosen, in everybody's count", () => {
    const { conversation, target, tap } = asked();
    conversation.does(clara, tap);
    expect(conversation.entry(target.seq)?.body).toMatchObject({ buttons: ["Yes", "No"], chosen: 1 });
    const answer = conversation.log.find(({ author, body }) => author.kind === "customer" && "answers" in body);
    expect(answer?.body).toMatchObject({ text: "No", answers: { target: target.seq, button: 1 } });
    const seen = seenByCustomers(conversation.log);
    expect(seen.at(-1)?.body).toMatchObject({ text: "No", answers: { target: target.publicSeq, button: 1 } });
    expect(target.publicSeq).not.toBe(target.seq);
  });

  test("[CV81] one of them is pressed, once", () => {
    const { conversation, target, tap } = asked();
    conversation.does(clara, tap);
    const again = { target: conversation.entry(target.seq), button: 0 };
    expect(conversation.refusal(clara, { kind: "message", text: "Yes", tapped: again })).toBe("already_answered");
  });

  test("[CV82] what is no button of the message is no answer to it", () => {
    const { conversation, target } = asked();
    const refusal = (text: string, tapped: { target: typeof target | null; button: number }) =>
      conversation.refusal(clara, { kind: "message", text, tapped });
    expect(refusal("Yes", { target, button: 1 })).toBe("target_unknown");
    expect(refusal("Maybe", { target, button: 2 })).toBe("target_unknown");
    expect(refusal("Yes", { target: null, button: 0 })).toBe("target_unknown");
    expect(refusal("hm", { target: conversation.entry(3), button: 0 })).toBe("target_unknown");
    conversation.does(ana, { kind: "delete", target });
    expect(refusal("Yes", { target: conversation.entry(target.seq), button: 0 })).toBe("target_unknown");
  });

  test("[CV83] only the team puts buttons under a message, and only the customer presses one", () => {
    const { conversation, tap } = asked();
    expect(conversation.refusal(clara, { kind: "message", text: "x", buttons: ["a"] })).toBe("forbidden");
    expect(conversation.refusal(ana, tap)).toBe("forbidden");
  });
});
