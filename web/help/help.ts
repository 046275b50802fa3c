import * as z from "zod/mini";
import { articleHitsSchema } from "#protocol/article-card";
import { articlePaths } from "#protocol/paths";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/prose.css";
import "./help.css";
import "./help-list.css";

/** The pages are whole without this file. It lets the search answer while somebody types, and takes the answer to "Did this help?". */

const waitMs = 120;

for (const form of document.querySelectorAll<HTMLFormElement>(".help-search")) searchWhileTyping(form);
for (const vote of document.querySelectorAll<HTMLElement>(".help-vote")) takeVote(vote);

function searchWhileTyping(form: HTMLFormElement): void {
  const field = form.querySelector("input");
  const list = form.querySelector("ul");
  const language = form.dataset["language"] ?? "";
  if (field === null || list === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
  };
  const find = async (words: string) => {
    latest += 1;
    const turn = latest;
    if (words === "") return close();
    const answer = await fetch(`${articlePaths.helpSearch}?${new URLSearchParams({ q: words, language })}`).catch(
      () => null,
    );
    const parsed = z.safeParse(articleHitsSchema, answer?.ok === true ? await answer.json() : null);
    // Somebody typed on, or the network is away: pressing Enter asks for a page.
    if (turn !== latest || !parsed.success) return;
    list.replaceChildren(
      ...parsed.data.hits.slice(0, 6).map((hit) => line(articlePaths.help(hit.language, hit.slug), hit)),
    );
    list.hidden = parsed.data.hits.length === 0;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void find(field.value.trim()), waitMs);
  });
  form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    if (event.key === "Escape" && !list.hidden) {
      close();
      field.focus();
    } else if (event.key === "ArrowDown" && at < links.length - 1) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
  });
}

function line(address: string, hit: { title: string; excerpt: string }): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const title = document.createElement("strong");
  const excerpt = document.createElement("span");
  link.href = address;
  title.textContent = hit.title;
  excerpt.textContent = hit.excerpt;
  for (const words of [title, excerpt]) words.dir = "auto";
  link.append(title, excerpt);
  item.append(link);
  return item;
}

function takeVote(vote: HTMLElement): void {
  const { article, language, version, thanks = "", sorry = "", failed = "" } = vote.dataset;
  const said = vote.querySelector("[role=status]");
  const buttons = [...vote.querySelectorAll("button")];
  vote.hidden = false;
  const press = async (pressed: HTMLButtonElement) => {
    const helped = pressed.value === "yes";
    const answer = await fetch(`${articlePaths.helpVote}/${article}/${language}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ version: Number(version), helped }),
    }).catch(() => null);
    const ok = answer?.ok === true;
    if (said !== null) said.textContent = ok ? (helped ? thanks : sorry) : failed;
    if (ok) for (const button of buttons) button.ariaPressed = String(button === pressed);
  };
  for (const button of buttons) button.addEventListener("click", () => void press(button));
}
