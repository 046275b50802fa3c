"use strict";
// The shop's own script: the cart, and the two places where a page of the shop talks to the chat.
(() => {
  const KEY = "serra.cart";
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "[]");
    } catch {
      return [];
    }
  };
  const write = (lines) => {
    localStorage.setItem(KEY, JSON.stringify(lines));
    show();
  };
  const money = (amount) => `R$ ${amount.toFixed(2)}`;
  const make = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  function show() {
    const lines = read();
    const count = lines.reduce((sum, { many }) => sum + many, 0);
    for (const badge of document.querySelectorAll("[data-cart-count]")) badge.textContent = String(count);
    const place = document.querySelector("[data-cart]");
    if (!place || lines.length === 0) return;
    const list = make("ul", undefined, "lines");
    for (const line of lines) {
      const row = make("li");
      const link = make("a", line.name);
      link.href = `/products/${line.slug}`;
      const remove = make("button", "Remove", "link");
      remove.setAttribute("aria-label", `Remove ${line.name}`);
      remove.addEventListener("click", () => {
        const rest = read().filter(({ slug }) => slug !== line.slug);
        write(rest);
        if (rest.length === 0) location.reload();
      });
      row.append(link, make("span", `× ${line.many}`), make("span", money(line.many * line.price)), remove);
      list.append(row);
    }
    const sum = make("p", undefined, "sum");
    sum.append("Together ", make("strong", money(lines.reduce((total, { many, price }) => total + many * price, 0))));
    place.replaceChildren(list, sum);
    (window.fala = window.fala || []).push(["set", { attributes: { cart: count } }]);
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("[data-add],[data-ask],[data-chat]") : null;
    if (!pressed) return;
    const { add, name, price, ask } = pressed.dataset;
    if (add) {
      const lines = read();
      const line = lines.find(({ slug }) => slug === add);
      if (line) line.many += 1;
      else lines.push({ slug: add, name, price: Number(price), many: 1 });
      write(lines);
      document.querySelector("[data-said]").textContent = `${name} is in your cart.`;
    } else if (ask) {
      (window.fala = window.fala || []).push(["start", { topic: ask, text: `A question about ${ask}: ` }]);
    } else {
      (window.fala = window.fala || []).push(["open"]);
    }
  });
  show();
})();
