import { afterEach, describe, expect, it, vi } from "vitest";
import { chooseTheme, followTheme, theme } from "./theme.ts";

afterEach(() => {
  chooseTheme("system");
  vi.resetModules();
});

describe("theme", () => {
  it("puts the choice on <html> and keeps it; system takes it off again", () => {
    chooseTheme("dark");
    expect([theme(), document.documentElement.dataset["theme"], localStorage.getItem("fala.theme")]).toEqual([
      "dark",
      "dark",
      "dark",
    ]);
    chooseTheme("system");
    expect([theme(), document.documentElement.dataset["theme"], localStorage.getItem("fala.theme")]).toEqual([
      "system",
      undefined,
      null,
    ]);
  });

  it("holds before anything else has loaded, by the boot script", async () => {
    localStorage.setItem("fala.theme", "light");
    await vi.importActual("./theme-boot.ts");
    expect(document.documentElement.dataset["theme"]).toBe("light");
  });

  it("follows another tab", () => {
    const stop = followTheme();
    localStorage.setItem("fala.theme", "dark");
    dispatchEvent(new StorageEvent("storage", { key: "fala.theme" }));
    expect(theme()).toBe("dark");
    stop();
  });
});
