import { describe, expect, it } from "vitest";
import type { KeptRow } from "../host-message.ts";
import { makePageKept } from "./page-kept.ts";

/** Two tabs of one page, with the page's storage between them, as the loader carries it. */
function twoTabs(stored: KeptRow[] = []) {
  const page = new Map(stored.map(({ key, value }) => [key, value]));
  const tabs: ReturnType<typeof makePageKept>[] = [];
  const open = () => {
    const tab = makePageKept("demo", (row) => {
      if (row.value === null) page.delete(row.key);
      else page.set(row.key, row.value);
      for (const other of tabs) if (other !== tab) other.heard([row]);
    });
    tab.heard([...page].map(([key, value]) => ({ key, value })));
    tabs.push(tab);
    return tab;
  };
  return { page, one: open(), other: open(), open };
}

describe("rows that the loader keeps for the frame", () => {
  it("are there again in the next document, and stand under the site's own names", () => {
    const { page, one, open } = twoTabs();
    one.set("fala.session.demo", "a token");
    one.set("fala.sound.demo", "off");
    one.remove("fala.sound.demo");
    expect([...page]).toEqual([["fala.kept.demo.fala.session.demo", "a token"]]);
    expect(open().get("fala.session.demo")).toBe("a token");
    expect(open().keys("fala.")).toEqual(["fala.session.demo"]);
  });

  it("are heard of in the other tabs, by prefix, and not in their own", () => {
    const { one, other } = twoTabs();
    const heard: unknown[] = [];
    one.onElsewhere("fala.send.", (...news) => heard.push(["own", ...news]));
    const stop = other.onElsewhere("fala.send.", (...news) => heard.push(news));
    one.set("fala.send.demo.1", "x");
    one.set("fala.draft.demo", "y");
    one.remove("fala.send.demo.1");
    stop();
    one.set("fala.send.demo.2", "z");
    expect(heard).toEqual([
      ["fala.send.demo.1", "x"],
      ["fala.send.demo.1", null],
    ]);
  });

  it("are no other rows of the page", () => {
    const { one } = twoTabs([
      { key: "cart", value: "3" },
      { key: "fala.kept.other.fala.session.other", value: "theirs" },
    ]);
    expect(one.keys("")).toEqual([]);
  });
});
