import { describe, expect, test } from "vitest";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import { Backlog } from "./cobrowse.domain.ts";

const { unreadBytes } = cobrowseLimits;

describe("[CB10] how far a window is behind", () => {
  test("beyond the bound nothing more begins, until it has caught up and needs a whole snapshot", () => {
    const backlog = new Backlog();
    expect(backlog.sends(unreadBytes, true)).toBe(true);
    expect(backlog.sends(1, true)).toBe(false);
    expect(backlog.got(unreadBytes / 2)).toBe(false);
    expect(backlog.sends(1, true)).toBe(false);
    expect(backlog.got(unreadBytes / 2)).toBe(true);
    expect(backlog.sends(1, true)).toBe(true);
  });

  test("a snapshot that is larger than the bound goes through whole, or it would be asked for without end", () => {
    const backlog = new Backlog();
    const frames = Array.from({ length: 8 }, (_, index) => backlog.sends(unreadBytes / 4, index === 0));
    expect(frames).toEqual(frames.map(() => true));
    expect(backlog.sends(1, true)).toBe(false);
  });
});
