import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { createDraftStore } from "./draft-store.ts";
import { ModelWorld } from "./testing/model-world.ts";

function setUp() {
  const world = new ModelWorld();
  const browser = world.browser();
  const open = (owner = "agent-anna-1") =>
    createRoot(() => createDraftStore({ owner, environment: world.environment({ kind: "system" }, browser) }));
  return { world, browser, open };
}

describe("a draft", () => {
  test("belongs to its conversation and tab, and survives a reload", () => {
    const { open } = setUp();
    const drafts = open();
    drafts.setDraft("conversation-1", "reply", "dear");
    drafts.setDraft("conversation-1", "note", "angry");
    expect(drafts.draft("conversation-2", "reply")).toBe("");
    const after = open();
    expect(after.draft("conversation-1", "reply")).toBe("dear");
    expect(after.draft("conversation-1", "note")).toBe("angry");
    expect([after.hasDraft("conversation-1"), after.hasDraft("conversation-2")]).toEqual([true, false]);
  });

  test("that was sent or emptied is gone", () => {
    const { browser, open } = setUp();
    const drafts = open();
    drafts.setDraft("conversation-1", "reply", "dear");
    drafts.setDraft("conversation-1", "reply", "");
    expect(drafts.hasDraft("conversation-1")).toBe(false);
    expect(browser.kept.size).toBe(0);
  });

  test("of somebody else at this browser is not shown, and is forgotten on request", () => {
    const { browser, open } = setUp();
    open().setDraft("conversation-1", "reply", "dear");
    expect(open("agent-bela-1").draft("conversation-1", "reply")).toBe("");
    open().forget();
    expect(browser.kept.size).toBe(0);
  });

  test("is shared by the tabs, and forgotten after a month", async () => {
    const { world, open } = setUp();
    const [one, other] = [open(), open()];
    one.setDraft("conversation-1", "reply", "dear");
    await world.settle();
    expect(other.draft("conversation-1", "reply")).toBe("dear");
    await world.pass(31 * 24 * 3600_000);
    expect(open().draft("conversation-1", "reply")).toBe("");
  });
});
