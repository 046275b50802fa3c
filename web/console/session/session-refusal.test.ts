import { errorCodes } from "#protocol/error";
import { beforeAll, describe, expect, it } from "vitest";
import { refusalText as conversationRefusalText } from "../conversation/conversation-refusals.ts";
import { intl } from "../console-intl.ts";
import { refusalText } from "./session-refusal.ts";

describe.each(["en", "pt-BR"] as const)("the console in %s", (locale) => {
  beforeAll(async () => {
    await intl.start();
    await intl.choose(locale);
  });

  it.each(errorCodes)("has a sentence for %s, wherever it is met", (code) => {
    for (const text of [refusalText({ code, retryAfterMs: null }), conversationRefusalText(code)]) {
      expect(text).toMatch(/^\p{Lu}.*[.!]$/u);
    }
  });

  it.each([
    "origin_foreign",
    "password_wrong",
    "session_over",
    "version_too_old",
    "rate_limited",
    "locked_out",
  ] as const)("says of %s more than that something went wrong", (code) => {
    expect(refusalText({ code, retryAfterMs: null })).not.toBe(refusalText({ code: "internal", retryAfterMs: null }));
  });
});
