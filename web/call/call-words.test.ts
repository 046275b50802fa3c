import type { CallFact, CallPerson } from "#protocol/call";
import { beforeAll, describe, expect, it } from "vitest";
import { callFactText, startCallWords } from "./call-words.ts";

beforeAll(startCallWords);

const rui: CallPerson = { kind: "agent", id: "agent-rui-1", name: "Rui" };
const asked: CallFact = { kind: "requested", purpose: "desktop", transport: "mesh" };

describe("what happened to a call", () => {
  it("names a desktop as the reader's own to the customer who is asked for it", () => {
    expect(callFactText(asked, { me: "customer", by: rui })).toBe("Rui asked to see your screen");
    expect(callFactText(asked, { me: rui.id, by: rui })).toBe("You asked to see the customer's screen");
    expect(callFactText(asked, { me: "agent-maria", by: rui })).toBe("Rui asked to see the customer's screen");
  });
});
