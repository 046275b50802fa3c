"use strict";
// The page for developers: each button is one call of the JavaScript API.
(() => {
  const fala = (...command) => (window.fala = window.fala || []).push(command);
  const events = document.querySelector("[data-events]");
  const say = (name, payload) => {
    const line = document.createElement("li");
    line.textContent = payload === null ? name : `${name} ${JSON.stringify(payload)}`;
    events.prepend(line);
  };
  for (const name of ["ready", "open", "close", "message", "unread", "conversation"]) {
    fala("on", name, (payload) => say(name, payload));
  }

  const sign = async ({ name, email }) => {
    const answer = await fetch(`/identity?${new URLSearchParams({ name, email })}`, { method: "POST" });
    return (await answer.json()).jwt;
  };

  const commands = {
    open: () => fala("open"),
    close: () => fala("close"),
    toggle: () => fala("toggle"),
    set: () => fala("set", { attributes: { plan: "Coffee club", orders: 7, newsletter: true } }),
    start: () => fala("start", { topic: "Wholesale", text: "We are 40 people and drink about 6 kg a week." }),
    shutdown: () => fala("shutdown"),
  };
  for (const button of document.querySelectorAll("[data-run]")) {
    button.addEventListener("click", () => commands[button.dataset.run]());
  }

  document.querySelector("[data-identify]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, email } = Object.fromEntries(new FormData(event.target));
    if (event.submitter?.value === "plain") return fala("identify", { name, email });
    const jwt = await sign({ name, email });
    fala("identify", { jwt, onIdentityExpired: () => sign({ name, email }) });
  });
})();
