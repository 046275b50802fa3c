import { errorCodes } from "#protocol/error";
import { beforeAll, describe, expect, it } from "vitest";
import { intl } from "./frame-intl.ts";
import { refusalText } from "./refusal-text.ts";

describe.each(["en", "pt-BR"] as const)("the widget in %s", (locale) => {
  beforeAll(async () => {
    await intl.start();
    await intl.choose(locale);
  });

  it.each(errorCodes)("has a sentence for %s", (code) => {
    expect(refusalText(code)).toMatch(/^\p{Lu}.*[.!]$/u);
  });
});
