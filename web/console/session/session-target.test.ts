import { expect, it } from "vitest";
import { signInPath, targetAfterSignIn } from "./session-target.ts";

const origin = "https://fala.example";

it("leads back to the address that was asked for", () => {
  expect(targetAfterSignIn("/live-chat/mine/abc?x=1#y", origin)).toBe("/live-chat/mine/abc?x=1#y");
  expect(signInPath("/settings/security")).toBe("/sign-in?to=%2Fsettings%2Fsecurity");
});

it("leads to the start page when nothing was asked for", () => {
  expect(targetAfterSignIn(undefined, origin)).toBe("/");
  expect(targetAfterSignIn("/", origin)).toBe("/");
  expect(targetAfterSignIn("/sign-in?to=/x", origin)).toBe("/");
  expect(signInPath("/")).toBe("/sign-in");
});

it("leads nowhere else, whatever a link says", () => {
  for (const crafted of [
    "https://evil.example",
    "//evil.example/x",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "evil",
  ]) {
    expect(targetAfterSignIn(crafted, origin)).toBe("/");
  }
});
