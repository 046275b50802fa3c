import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Control } from "./control.ts";
import { Masking } from "./masking.ts";

const { nodes } = vi.hoisted(() => ({ nodes: new Map<number, unknown>() }));
vi.mock("@rrweb/record", () => ({ record: { mirror: { getNode: (id: number) => nodes.get(id) ?? null } } }));

/** A control over a page with this in it; the element behind `#it` is node 1. */
function page(html: string, end = () => {}, mode: "standard" | "private" = "standard") {
  document.body.innerHTML = html;
  nodes.set(1, document.querySelector("#it"));
  const control = new Control(new Masking({ mode, rules: [] }, "/"), end);
  control.watch(true);
  return control;
}

/** As if a person had done it, which no script can. */
function byHand(event: Event): void {
  Object.defineProperty(event, "isTrusted", { value: true });
  dispatchEvent(event);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
  nodes.clear();
});

const type = { action: "type", node: 1, text: "Rua do Sol" } as const;
const press = { action: "click", node: 1 } as const;

describe("[CB14] an agent in control", () => {
  test("types, chooses, scrolls and clicks, and the page hears of it as of its customer", () => {
    const heard: string[] = [];
    const control = page('<input id="it" aria-label="Street">');
    for (const name of ["input", "change"])
      document.body.addEventListener(name, () => heard.push(name), { once: true });
    expect(control.act("1", type)).toMatchObject({ outcome: "done", on: "Street" });
    expect(document.querySelector("input")?.value).toBe("Rua do Sol");
    expect(heard).toEqual(["input", "change"]);

    page('<select id="it" aria-label="Size"><option>S<option>M</select>');
    expect(control.act("2", { action: "choose", node: 1, option: 1 })).toMatchObject({ outcome: "done", on: "Size" });
    expect(document.querySelector("select")?.selectedIndex).toBe(1);
    expect(control.act("3", { action: "choose", node: 1, option: 2 })).toMatchObject({ outcome: "gone" });

    page('<button id="it">Buy</button>');
    const pressed = vi.fn();
    document.querySelector("button")?.addEventListener("click", pressed);
    expect(control.act("4", press)).toMatchObject({ outcome: "done", on: "Buy" });
    expect(pressed).toHaveBeenCalledOnce();

    page('<div id="it"></div>');
    const scrolled = vi.fn();
    Object.assign(document.querySelector("#it") ?? {}, { scrollTo: scrolled });
    expect(control.act("5", { action: "scroll", node: 1, top: 40, left: 0 })).toMatchObject({ outcome: "done" });
    expect(scrolled).toHaveBeenCalledWith({ top: 40, left: 0, behavior: "instant" });
  });

  test.each([
    ["a password", '<input id="it" type="password">'],
    ["what was a password", '<input id="it" type="text" data-rr-is-password>'],
    ["a file", '<input id="it" type="file">'],
    ["a hidden field", '<input id="it" type="hidden">'],
    ["a card's number", '<input id="it" autocomplete="cc-number">'],
    ["one for an address with it", '<input id="it" autocomplete="billing cc-csc">'],
    ["a field called so", '<input id="it" name="checkout[cardNumber]">'],
    ["a label of a password", '<label id="it">Word <input type="password"></label>'],
    ["what is masked", '<div data-fala-mask><input id="it"></div>'],
    ["what is left out", '<div data-fala-block><button id="it">x</button></div>'],
    ["our own banner", '<fala-cobrowsing><button id="it">Stop</button></fala-cobrowsing>'],
  ])("never touches %s", (_, html) => {
    const control = page(html);
    const touched = vi.fn();
    document.querySelector("#it")?.addEventListener("click", touched);
    expect(control.act("1", press).outcome).toBe("hidden");
    expect(control.act("2", type).outcome).toBe("hidden");
    expect(touched).not.toHaveBeenCalled();
  });

  const typeAndEnter = { ...type, enter: true } as const;
  const field = '<input id="it" aria-label="Street">';

  test("presses Enter in a field as its customer would: the page hears of it, and the form goes by its button", () => {
    const heard: string[] = [];
    const hear = (event: Event) => {
      heard.push("key" in event ? `${event.type} ${String(event.key)}` : event.type);
      if (event.type === "submit") event.preventDefault();
    };
    const pressed = (html: string, prevent = false) => {
      heard.length = 0;
      const control = page(html);
      for (const name of ["keydown", "keyup", "submit", "click"])
        document.querySelector("#place")?.addEventListener(name, hear);
      if (prevent) document.querySelector("#it")?.addEventListener("keydown", (event) => event.preventDefault());
      const { outcome, enter } = control.act("1", typeAndEnter);
      expect([outcome, enter]).toEqual(["done", true]);
      return heard.join();
    };
    const form = (inside: string) => `<div id="place"><form>${field}${inside}</form></div>`;
    expect(pressed(form('<button type="button">x</button><button>Find</button>'))).toBe(
      "keydown Enter,click,submit,keyup Enter",
    );
    expect(pressed(form(""))).toBe("keydown Enter,submit,keyup Enter");
    expect(pressed(form('<input name="other">'))).toBe("keydown Enter,keyup Enter");
    expect(pressed(form("<button disabled>Find</button>"))).toBe("keydown Enter,keyup Enter");
    expect(pressed(`<div id="place">${field}</div>`)).toBe("keydown Enter,keyup Enter");
    expect(pressed(form("<button>Find</button>"), true)).toBe("keydown Enter,keyup Enter");
  });

  test.each([
    ["a masked one", `<form>${field}<span data-fala-mask><button>Buy</button></span></form>`],
    ["one that is left out", `<form>${field}<button data-fala-block>Buy</button></form>`],
    ["one elsewhere in the page", `<form id="f">${field}</form><p data-fala-mask><button form="f">Buy</button></p>`],
    ["none, in a field of many lines", '<textarea id="it"></textarea>'],
  ])("fills in and presses no Enter where that would press a button that it never touches: %s", (_, html) => {
    const control = page(html);
    const heard = vi.fn();
    for (const name of ["keydown", "submit", "click"]) document.body.addEventListener(name, heard);
    const acted = control.act("1", typeAndEnter);
    expect(acted.outcome).toBe("done");
    expect(acted).not.toHaveProperty("enter");
    expect(document.querySelector<HTMLInputElement>("#it")?.value).toBe("Rua do Sol");
    for (const name of ["keydown", "submit", "click"]) document.body.removeEventListener(name, heard);
    expect(heard).not.toHaveBeenCalled();
  });

  test("names what it touched by what is seen of it, and by nothing that is hidden in it", () => {
    const hidden = `<b data-fala-mask>SECRET</b><i data-fala-block>SECRET</i><textarea>SECRET</textarea><input type="hidden" value="SECRET">
      <p contenteditable>SECRET</p><select><option>SECRET</select><style>SECRET</style>4111 1111 1111 1111`;
    const { on } = page(`<div id="it">Order ${hidden} now</div>`).act("1", press);
    expect(on).toContain("Order");
    expect(on).not.toMatch(/SECRET|4111/);
    const field = page(`<label>Street ${hidden}<input id="it"></label>`).act("2", type);
    expect(field).toMatchObject({ outcome: "done", on: expect.stringContaining("Street") });
    expect(field.on).not.toMatch(/SECRET|4111/);
  });

  test("touches what a page that is private by default shows, and nothing else of it", () => {
    const button = '<button id="it">Buy</button>';
    expect(page(button, undefined, "private").act("1", press).outcome).toBe("hidden");
    expect(page(`<div data-fala-show>${button}</div>`, undefined, "private").act("2", press).outcome).toBe("done");
  });

  test.each([
    ["pointer", () => new PointerEvent("pointerdown")],
    ["wheel", () => new WheelEvent("wheel")],
    ["finger", () => new Event("touchstart")],
    ["keyboard", () => new KeyboardEvent("keydown", { key: "a" })],
  ])("rests for two seconds after the customer's own %s", (_, event) => {
    const control = page('<button id="it">Buy</button>');
    byHand(event());
    expect(control.act("1", press).outcome).toBe("paused");
    vi.advanceTimersByTime(1_999);
    expect(control.act("2", press).outcome).toBe("paused");
    vi.advanceTimersByTime(1);
    expect(control.act("3", press).outcome).toBe("done");
  });

  test("rests after the customer's hand in a frame of the page too, also in one that came later, and ends with Escape there", () => {
    const end = vi.fn();
    const control = page('<button id="it">Buy</button>', end);
    const [framed, view] = [document.implementation.createHTMLDocument(), new EventTarget()];
    Object.defineProperty(framed, "defaultView", { value: view });
    control.meet(framed);
    const inFrame = (event: Event) => {
      Object.defineProperty(event, "isTrusted", { value: true });
      view.dispatchEvent(event);
    };
    inFrame(new Event("pointerdown"));
    expect(control.act("1", press).outcome).toBe("paused");
    inFrame(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(end).toHaveBeenCalledOnce();
    control.watch(false);
    inFrame(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(end).toHaveBeenCalledOnce();
    control.watch(true);
    inFrame(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(end).toHaveBeenCalledTimes(2);
  });

  test("is stopped by the customer's Escape, and by no script's", () => {
    const end = vi.fn();
    page('<button id="it">Buy</button>', end);
    dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(end).not.toHaveBeenCalled();
    byHand(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(end).toHaveBeenCalledOnce();
  });

  test("finds that what it means has gone", () => {
    const control = page('<button id="it">Buy</button>');
    document.body.replaceChildren();
    expect(control.act("1", press).outcome).toBe("gone");
    expect(control.act("2", { action: "click", node: 7 }).outcome).toBe("gone");
  });
});
