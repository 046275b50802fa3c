import { newPasswordSchema } from "#protocol/session";
import { expect, it } from "vitest";
import { isNewPassword, passwordStrength } from "./password-strength.ts";

it("grows with the length", () => {
  expect(["123456789", "1234567890", "12345678901234", "a rather long sentence"].map(passwordStrength)).toEqual([
    "short",
    "fair",
    "good",
    "strong",
  ]);
});

it("agrees with what the Worker takes", () => {
  for (const length of [0, 9, 10, 128, 129]) {
    const password = "x".repeat(length);
    expect(isNewPassword(password)).toBe(newPasswordSchema.safeParse(password).success);
  }
});
