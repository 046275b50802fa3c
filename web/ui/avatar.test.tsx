import { cleanup, fireEvent, render } from "@solidjs/testing-library";
import { afterEach, describe, expect, it } from "vitest";
import { AVATAR_HUES, avatarHue, initials } from "./avatar-hue.ts";
import { Avatar } from "./avatar.tsx";

afterEach(cleanup);

describe("initials", () => {
  it.each([
    ["Ana Ribeiro", "AR"],
    ["bruno", "B"],
    ["Maria da Silva e Souza", "MS"],
    ["ana@loja.com", "AC"],
    ["Elif Şahin", "EŞ"],
    ["李小龍", "李"],
    ["𠮷田 𠮷郎", "𠮷𠮷"],
    ["(42)", "4"],
    ["", ""],
    ["🙂 !", ""],
  ])("of %j are %j", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe("avatarHue", () => {
  it("never changes for a text, and uses all hues", () => {
    expect(avatarHue("Ana Ribeiro")).toBe(avatarHue("Ana Ribeiro"));
    const hues = new Set(Array.from({ length: 200 }, (_, index) => avatarHue(`customer-${index}`)));
    expect(hues).toEqual(new Set(Array.from({ length: AVATAR_HUES }, (_, hue) => hue)));
  });
});

describe("Avatar", () => {
  it("shows initials when the picture cannot be loaded", () => {
    const { container } = render(() => <Avatar name="Ana Ribeiro" picture="/gone.png" />);
    const picture = container.querySelector("img");
    expect(picture).not.toBeNull();
    fireEvent.error(picture!);
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toBe("AR");
  });
});
