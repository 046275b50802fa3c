import { afterEach, describe, expect, test } from "vitest";
import { hiddenText, Masking, withoutCards } from "./masking.ts";
import { parentOf } from "./page-place.ts";

afterEach(() => {
  document.body.replaceChildren();
});

const standard = () => new Masking({ mode: "standard", rules: [] }, "/");
const secret = (overrides: Partial<ConstructorParameters<typeof Masking>[0]["rules"][number]>) =>
  new Masking({ mode: "standard", rules: [{ action: "mask", selector: ".price", pages: "", ...overrides }] }, "/pay/1");

function element(html: string, selector: string): Element {
  document.body.innerHTML = html;
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

describe("what is hidden", () => {
  test.each(["4111 1111 1111 1111", "5500-0000-0000-0004", "Card 378282246310005, thanks"])(
    "a number that can be a card's goes: %s",
    (text) => {
      expect(withoutCards(text)).not.toMatch(/\d{4}/);
      expect(withoutCards(text)).toContain(hiddenText);
    },
  );

  test.each(["Order 1234567890123", "Phone +55 81 99999-9999", "4111 1111 1111 1112", "x 98.33333333333334"])(
    "others stay: %s",
    (text) => {
      expect(withoutCards(text)).toBe(text);
    },
  );

  test("[CB19] a field's value has the same length whatever it was; a button's label stays", () => {
    const masking = standard();
    const field = element('<input name="a" value="x">', "input");
    expect(masking.attributes({ value: "x" }, field)["value"]).toBe(hiddenText);
    expect(masking.attributes({ value: "a long secret" }, field)["value"]).toBe(hiddenText);
    expect(masking.attributes({ value: "" }, field)["value"]).toBe("");
    const button = element('<input type="submit" value="Pay">', "input");
    expect(masking.attributes({ value: "Pay" }, button)["value"]).toBe("Pay");
    const option = element("<select><option value='x' selected>Two</option></select>", "option");
    expect(masking.attributes({ value: "x", selected: true }, option)).toEqual({});
  });

  test("[CB19] what stands for a tick is laid out as it is, and says neither what it is called nor whether it is set", () => {
    const masking = standard();
    const field = element(
      '<input type="checkbox" class="toggle" name="secret" value="secret" title="secret" hidden checked>',
      "input",
    );
    const box = { class: "toggle", rr_width: "0px", rr_height: "0px" };
    const stands = masking.stands(box, field, "open");
    expect(stands).toEqual({
      type: "checkbox",
      class: "toggle",
      hidden: "",
      value: hiddenText,
      "data-fala-hidden": "",
    });
    const blocked = element('<input type="radio" data-fala-block>', "input");
    expect(masking.stands(box, blocked, "open")).toEqual({ ...box, "data-fala-hidden": "" });
  });

  test("[CB19] what somebody marked is hidden with every attribute that says something", () => {
    const masking = standard();
    const marked = element(
      '<div data-fala-mask><img alt="secret" class="big" title="secret" data-x="secret" src="/secret.png"></div>',
      "img",
    );
    const given = { alt: "secret", class: "big", title: "secret", "data-x": "secret", src: "/secret.png" };
    expect(masking.attributes(given, marked)).toEqual({ class: "big" });
    const words = element("<p data-fala-mask>secret <b>words</b></p>", "b");
    expect(masking.words("words", words)).toBe(hiddenText);
    const typed = element("<div contenteditable='true'>secret</div>", "div");
    expect(masking.words("secret", typed)).toBe(hiddenText);
  });

  test("[CB19] a rule holds on its pages only; where a browser does not understand one, all of that page is hidden", () => {
    const price = element('<p class="price">12</p>', "p");
    expect(secret({}).isMasked(price)).toBe(true);
    expect(secret({ pages: "/pay/*" }).isMasked(price)).toBe(true);
    expect(secret({ pages: "/cart" }).isMasked(price)).toBe(false);
    for (const selector of [":::", "[open", "a:is("]) {
      expect(secret({ selector }).isMasked(document.body), selector).toBe(true);
      expect(secret({ selector, pages: "/cart" }).isMasked(document.body), selector).toBe(false);
    }
  });

  test("[CB19] in private everything is hidden but what is shown by a mark, and its place is kept", () => {
    const masking = new Masking({ mode: "private", rules: [] }, "/");
    const hidden = element("<p>Hello you</p>", "p");
    expect(masking.words("Hello you", hidden)).toBe("••••• •••");
    const shown = element("<p data-fala-show>Hello</p>", "p");
    expect(masking.words("Hello", shown)).toBe("Hello");
  });

  test("[CB19] what is hidden is so in shadow roots within, and from whatever node one looks", () => {
    const host = element("<div data-fala-mask><section></section></div>", "section");
    host.attachShadow({ mode: "open" }).innerHTML = "bare<p>secret</p>";
    const inner = host.shadowRoot?.querySelector("p");
    if (!inner) throw new Error("no paragraph");
    const masking = standard();
    expect(masking.hiding(inner)).toBe("marked");
    expect(parentOf(inner.previousSibling ?? inner)).toBe(host);
    expect(masking.within("open", host.parentElement ?? host)).toBe("marked");
    expect(masking.within("marked", inner)).toBe("marked");
    expect(masking.within("open", inner)).toBe("open");
  });

  test("nothing is done in what is marked, nor in our own banner", () => {
    const masking = standard();
    expect(masking.isOffLimits(element("<div data-fala-mask><button>x</button></div>", "button"))).toBe(true);
    expect(masking.isOffLimits(element("<fala-cobrowsing><b></b></fala-cobrowsing>", "b"))).toBe(true);
    expect(masking.isOffLimits(element("<button>x</button>", "button"))).toBe(false);
  });
});
