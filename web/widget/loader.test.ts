import type { LoaderConfig } from "#protocol/widget";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const config: LoaderConfig = {
  key: "demo",
  origin: "https://fala.example",
  allowedOrigins: [location.origin],
  look: { color: "#b4532a", position: "end" },
  ink: "#fff",
};

/** As the Worker's answer does it: the settings, then the script. */
async function loadScript(given: LoaderConfig = config) {
  window.__fala = given;
  vi.resetModules();
  await import("./loader.ts");
}

const widgets = () => document.querySelectorAll("fala-widget");
const shadow = () => widgets()[0]?.shadowRoot;
const launcher = () => shadow()?.querySelector<HTMLButtonElement>("button.launcher");
const push = (...command: unknown[]) => {
  const queue: unknown = (window.fala ??= []);
  Reflect.apply(Reflect.get(Object(queue), "push"), queue, [command]);
};

let warned = vi.spyOn(console, "warn");

const create = document.createElement.bind(document);

beforeEach(() => {
  // A stand-in for the frame: happy-dom loads none, and says so on the console.
  vi.spyOn(document, "createElement").mockImplementation((tag: string) =>
    create(tag === "iframe" ? "fala-frame" : tag),
  );
  localStorage.clear();
  sessionStorage.clear();
  warned = vi.spyOn(console, "warn").mockImplementation(() => {});
});

afterEach(() => {
  if (!Array.isArray(window.fala) && window.fala !== undefined) push("shutdown");
  delete window.fala;
});

describe("the loader", () => {
  it("draws a launcher and nothing else, stores no row, and leaves one global", async () => {
    const before = Object.keys(window);
    await loadScript();
    expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
    expect(shadow()?.querySelector("[src]")).toBeNull();
    expect(localStorage.length).toBe(0);
    expect(Object.keys(window).filter((name) => !before.includes(name))).toEqual(["fala"]);
  });

  it("does not start on an origin that is not allowed, and says why", async () => {
    await loadScript({ ...config, allowedOrigins: ["https://elsewhere.example"] });
    expect(widgets()).toHaveLength(0);
    expect(warned).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(`add ${location.origin} to the allowed origins of "${config.key}" in Settings, Sites`),
    );
  });

  it("runs once where its script stands twice on the page", async () => {
    await loadScript();
    await loadScript();
    expect(widgets()).toHaveLength(1);
  });

  it("runs the commands that were given before it came", async () => {
    const ready = vi.fn();
    push("on", "ready", ready);
    await loadScript();
    expect(ready).toHaveBeenCalledOnce();
  });

  it("loads the frame when the panel is opened, and names the button by what it does", async () => {
    await loadScript();
    launcher()?.click();
    expect(shadow()?.querySelector("[src]")?.getAttribute("src")).toBe("https://fala.example/frame?site=demo");
    expect(launcher()?.getAttribute("aria-label")).toBe("Close chat");
    launcher()?.click();
    expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
  });

  it("[WG1][WG2] comes back open where it was open in this tab, and leaves nothing of it behind", async () => {
    sessionStorage.setItem("fala.chat.demo", "1");
    const opened = vi.fn();
    push("on", "open", opened);
    await loadScript();
    expect(launcher()?.getAttribute("aria-label")).toBe("Close chat");
    expect(shadow()?.querySelector("[src]")).not.toBeNull();
    expect(document.activeElement).toBe(document.body);
    // Nobody opened it here.
    expect(opened).not.toHaveBeenCalled();
    launcher()?.click();
    expect(sessionStorage.getItem("fala.chat.demo")).toBeNull();
  });

  it("[WG3] is closed where it would fill the screen, and stays closed when the window is wide again", async () => {
    sessionStorage.setItem("fala.chat.demo", "1");
    const real = window.matchMedia.bind(window);
    const narrow = vi.spyOn(window, "matchMedia").mockImplementation(() => real("all"));
    await loadScript();
    expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
    expect(shadow()?.querySelector("[src]")).toBeNull();
    narrow.mockRestore();
    // By this the next page knows.
    expect(sessionStorage.getItem("fala.chat.demo")).toBeNull();
  });

  it("[WG4] a page that was kept whole shows the panel as the tab was left, and keeps its focus", async () => {
    const comesBack = () => dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    const opened = vi.fn();
    push("on", "open", opened);
    await loadScript();
    sessionStorage.setItem("fala.chat.demo", "1");
    // The first time a page is shown is none of it.
    dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
    expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
    comesBack();
    expect(launcher()?.getAttribute("aria-label")).toBe("Close chat");
    expect(document.activeElement).toBe(document.body);
    expect(opened).toHaveBeenCalledOnce();
    sessionStorage.clear();
    comesBack();
    expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
  });

  it("comes back where a site replaces its whole body, with the same frame", async () => {
    await loadScript();
    const [widget] = widgets();
    document.documentElement.replaceChild(document.createElement("body"), document.body);
    expect(widgets()[0]).toBe(widget);
  });

  it("leaves nothing behind after shutdown", async () => {
    await loadScript();
    push("shutdown");
    expect(widgets()).toHaveLength(0);
    expect(window.fala).toBeUndefined();
    expect(sessionStorage.length + localStorage.length).toBe(0);
  });
});
