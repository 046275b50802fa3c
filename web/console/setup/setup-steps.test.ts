import { expect, it } from "vitest";
import {
  isAnswered,
  setupSteps,
  stepOfRefusal,
  stepOfToken,
  tokenFromFragment,
  type SetupAnswers,
} from "./setup-steps.ts";

const answers: SetupAnswers = {
  token: "secret",
  workspace: "Acme",
  name: "Ana",
  email: "ana@example.com",
  password: "a long enough one",
  team: "Support",
  site: "Shop",
  origin: "https://example.com",
};

it("asks for each answer in one step", () => {
  const asked = setupSteps.flatMap(({ fields }): string[] => [...fields]);
  expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted());
});

it("asks for the token in the step that checks it", () => {
  expect(setupSteps[stepOfToken].fields).toContain("token");
});

it("tells what is not answered yet", () => {
  const empty: SetupAnswers = {
    ...answers,
    workspace: "  ",
    email: "ana",
    password: "short",
    origin: "not an address",
  };
  const wrong = setupSteps.flatMap(({ fields }) => fields.filter((field) => !isAnswered(field, empty)));
  expect(wrong).toEqual(["workspace", "email", "password", "origin"]);
});

it("goes back to the step of what the Worker refused", () => {
  expect(stepOfRefusal({ code: "setup_token_invalid", retryAfterMs: null })).toBe(0);
  expect(stepOfRefusal({ code: "invalid_request", retryAfterMs: null, path: "email" })).toBe(1);
  expect(stepOfRefusal({ code: "invalid_request", retryAfterMs: null, path: "allowedOrigin" })).toBe(3);
  expect(stepOfRefusal({ code: "unavailable", retryAfterMs: 1000 })).toBe(3);
});

it("reads the token from the fragment", () => {
  expect(tokenFromFragment("#token=a%2Bb")).toBe("a+b");
  expect(tokenFromFragment("#abc123")).toBe("abc123");
  expect(tokenFromFragment("")).toBe("");
  expect(tokenFromFragment("#other=1")).toBe("");
});
