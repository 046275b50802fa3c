import { expect, test } from "vitest";
import { selectorOf } from "./selector-of.ts";

test.each([
  ['<p id="address" class="box">x</p>', "p", "#address"],
  ['<div id="ember1234"><p class="price big more">x</p></div>', "p", ".price.big"],
  ['<div class="css-1x2y3z"><input name="email"></div>', "input", 'input[name="email"]'],
  ['<ul class="lines"><li>a</li><li>b</li></ul>', "li:last-child", ".lines > li:nth-of-type(2)"],
  ["<main><section><b>x</b></section></main>", "b", "body > main > section > b"],
  ['<p data-testid="order-total">x</p>', "p", 'p[data-testid="order-total"]'],
])("[CB20] what is picked is found again by what will still be its name tomorrow: %s", (html, which, selector) => {
  document.body.innerHTML = html;
  const element = document.querySelector(which);
  if (element === null) throw new Error(`no ${which}`);
  expect(selectorOf(element)).toBe(selector);
  expect(document.querySelector(selector)).toBe(element);
});
