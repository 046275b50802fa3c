import { describe, expect, it } from "vitest";
import { composerKey, type ComposerPress } from "./composer-keys.ts";

const press = (key: string, more: Partial<ComposerPress> = {}): ComposerPress => ({
  key,
  keyCode: 13,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

describe("keys of the composer", () => {
  it("send with Enter, begin a line with Shift, send and finish with Ctrl or ⌘ and Shift", () => {
    expect(composerKey(press("Enter"), false)).toBe("send");
    expect(composerKey(press("Enter", { shiftKey: true }), false)).toBe("line");
    expect(composerKey(press("Enter", { shiftKey: true, ctrlKey: true }), false)).toBe("send_done");
    expect(composerKey(press("Enter", { shiftKey: true, metaKey: true }), false)).toBe("send_done");
  });

  it("belong to the input method while it composes, also where only the key code says so", () => {
    expect(composerKey(press("Enter", { isComposing: true }), false)).toBeNull();
    expect(composerKey(press("Enter", { keyCode: 229 }), false)).toBeNull();
    expect(composerKey(press("ArrowUp", { isComposing: true }), true)).toBeNull();
  });

  it("change the last message with the arrow up, in an empty field only", () => {
    expect(composerKey(press("ArrowUp"), true)).toBe("edit_last");
    expect(composerKey(press("ArrowUp"), false)).toBeNull();
    expect(composerKey(press("ArrowUp", { shiftKey: true }), true)).toBeNull();
  });
});
