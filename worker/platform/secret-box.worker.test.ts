import { expect, test } from "vitest";
import { seal, unseal } from "./secret-box.ts";

const env = { FALA_SECRET: "a-secret-of-the-tests-32-characters-long" };

test("what is sealed opens with the same secret, for the same purpose, unchanged, and else not", () => {
  const sealed = seal(env, "client-secret", "olá");
  expect(sealed).not.toBe(seal(env, "client-secret", "olá"));
  expect(unseal(env, "client-secret", sealed)).toBe("olá");
  expect(unseal(env, "another", sealed)).toBeNull();
  expect(unseal({ FALA_SECRET: "another-secret-of-the-tests-32-characters" }, "client-secret", sealed)).toBeNull();
  expect(unseal(env, "client-secret", `${sealed.slice(0, -3)}AAA`)).toBeNull();
  expect(unseal(env, "client-secret", "")).toBeNull();
});
