import { describe, expect, it } from "vitest";
import { isFrameMessage } from "./host-message.ts";

describe("what the loader takes from the frame", () => {
  it("takes every message that the frame may send", () => {
    const messages = [
      { fala: 1, kind: "ready" },
      { fala: 1, kind: "close" },
      { fala: 1, kind: "unread", count: 3 },
      { fala: 1, kind: "known", known: true },
      { fala: 1, kind: "conversation", id: null },
      { fala: 1, kind: "message", by: "agent", name: "Ana", text: "Hi" },
      { fala: 1, kind: "message", by: "customer", name: null, text: "Hi" },
      { fala: 1, kind: "identity_expired" },
      { fala: 1, kind: "problem", sentence: "…" },
      { fala: 1, kind: "forgotten" },
      { fala: 1, kind: "part", path: "/assets/recorder.js" },
      { fala: 1, kind: "keep", key: "fala.kept.demo.a", value: "b" },
      { fala: 1, kind: "keep", key: "fala.kept.demo.a", value: null },
    ];
    expect(messages.filter((message) => !isFrameMessage(message))).toEqual([]);
  });

  it("leaves everything else, as what other scripts of the page post", () => {
    const messages = [
      null,
      undefined,
      "ready",
      7,
      [],
      { kind: "ready" },
      { fala: 2, kind: "ready" },
      { fala: 1, kind: "constructor" },
      { fala: 1, kind: "unread", count: "3" },
      { fala: 1, kind: "unread", count: 0.5 },
      { fala: 1, kind: "known" },
      { fala: 1, kind: "conversation", id: 4 },
      { fala: 1, kind: "message", by: "system", name: null, text: "Hi" },
      { fala: 1, kind: "message", by: "agent", name: null },
      { fala: 1, kind: "problem" },
      { fala: 1, kind: "part", path: null },
      { fala: 1, kind: "keep", key: 4, value: "b" },
      { fala: 1, kind: "keep", key: "a" },
    ];
    expect(messages.filter((message) => isFrameMessage(message))).toEqual([]);
  });
});
