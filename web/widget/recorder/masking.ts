import type { CobrowseRules } from "#protocol/cobrowse-rules";
import { isSelector } from "../css-selector.ts";
import { parentOf } from "./page-place.ts";

/** What is never in a recording: our own widget and banner, fields whose value is not to be seen in any way. */
const ownHosts = "fala-widget,fala-cobrowsing";
const neverFields = "input[type=hidden],input[type=file]";
/** Whether they are ticked is their value, and a recording cannot hide that otherwise. */
const tickedFields = "input[type=radio],input[type=checkbox]";
const fields = new Set(["input", "textarea", "select", "option"]);
export const editable = "[contenteditable]:not([contenteditable=false])";
/** What holds words that stand nowhere on the page, or a field's own. */
const notRead = "script,style,template,select,textarea";
const labelled = new Set(["submit", "button", "reset", "image"]);
const imagery = ["img", "picture", "video", "canvas", "object", "embed", "svg image"];

/** Six dots, however long it is: a length tells something too. */
export const hiddenText = "••••••";

const hidden = { "data-fala-hidden": "" };

/** What a masked element keeps: how it looks, not what it says. */
const kept = new Set(
  [
    "class",
    "id",
    "style",
    "width",
    "height",
    "type",
    "rows",
    "cols",
    "size",
    "colspan",
    "rowspan",
    "dir",
    "lang",
  ].concat(
    ["viewBox", "viewbox", "d", "fill", "stroke", "stroke-width", "xmlns", "x", "y", "cx", "cy", "r", "points", "role"],
    ["transform", "hidden", "disabled", "open", "multiple", "data-fala-mask", "data-fala-hidden", "contenteditable"],
  ),
);

/**
 * How the words in an element are hidden: not at all; because somebody said so, here or around it; because everything is.
 * The last two differ in what an agent sees instead.
 */
export type Hiding = "open" | "marked" | "private";

/** Which element is hidden how, by the site's rules and by what stands in the page. */
export class Masking {
  readonly isPrivate: boolean;
  readonly blockSelector: string;
  readonly #block: string;
  readonly #mask: string;
  readonly #marked: string;
  readonly #show: string;

  constructor({ mode, rules }: CobrowseRules, path: string) {
    const here = rules.filter(({ pages }) => isFor(pages, path));
    const understood = here.filter(({ selector }) => isSelector(selector));
    const of = (action: CobrowseRules["rules"][number]["action"]) =>
      understood.filter((rule) => rule.action === action).map(({ selector }) => selector);
    // Something must be hidden here, and this browser cannot tell what: then all of it is.
    this.isPrivate = mode === "private" || here.length > understood.length;
    this.#show = ["[data-fala-show]", ...of("show")].join(",");
    this.#mask = ["[data-fala-mask]", ...of("mask")].join(",");
    this.#marked = `${this.#mask},${editable}`;
    this.#block = ["[data-fala-block]", ...of("block")].join(",");
    const images = this.isPrivate ? imagery.map((each) => `${each}:not(:is(${this.#show}),:is(${this.#show}) *)`) : [];
    this.blockSelector = [ownHosts, neverFields, tickedFields, this.#block, ...images].join(",");
  }

  /** Hidden because somebody said so, here or around it, or as all that is not shown: nothing in it is touched either. */
  isOffLimits(element: Element): boolean {
    return this.hiding(element) === "private" || isWithin(element, `${this.#mask},${this.#block},${ownHosts}`);
  }

  /** Around a whole page. */
  get around(): Hiding {
    return this.isPrivate ? "private" : "open";
  }

  /** In this element, where it is known what holds around it: whoever walks down a tree asks it once for each. */
  within(around: Hiding, element: Element): Hiding {
    if (around === "marked" || element.matches(this.#marked)) return "marked";
    return around === "private" && element.matches(this.#show) ? "open" : around;
  }

  /** In this element, by everything around it; apart from what a form field holds. */
  hiding(element: Element): Hiding {
    const parent = parentOf(element);
    return this.within(parent === null ? this.around : this.hiding(parent), element);
  }

  isMasked(element: Element): boolean {
    return this.hiding(element) !== "open";
  }

  isBlocked(element: Element): boolean {
    return isWithin(element, this.blockSelector);
  }

  /** The words of a text in this element, as an agent may see them. */
  words(text: string, parent: Element, hiding = this.hiding(parent)): string {
    if (text.trim() === "") return text;
    if (parent.localName === "style") return this.isPrivate ? withoutUrls(text) : text;
    // Nobody sees it where scripts run.
    if (parent.localName === "noscript") return "";
    if (parent.localName === "textarea" || hiding === "marked") return hiddenText;
    // All of a page in six dots each would be no page any more: there the place that it takes is kept.
    return hiding === "private" ? text.replaceAll(/\S/g, "•") : withoutCards(text);
  }

  /** What stands in an element, as far as an agent may see it; not much more than `most` characters. */
  wordsIn(element: Element, most: number): string {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let seen = "";
    while (seen.length < most && walker.nextNode() !== null) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement === null || parentElement.closest(notRead) !== null || this.isBlocked(parentElement)) continue;
      seen += ` ${this.words(textContent ?? "", parentElement)}`;
    }
    return seen;
  }

  /** The attributes of an element, as an agent may see them. */
  attributes<Value>(
    given: Record<string, Value>,
    element: Element,
    hiding = this.hiding(element),
  ): Record<string, Value | string> {
    const tag = element.localName;
    const isMasked = hiding !== "open";
    const isField = fields.has(tag);
    const isLabel = tag === "input" && labelled.has(element.getAttribute("type")?.toLowerCase() ?? "");
    const next: Record<string, Value | string> = {};
    for (const [name, value] of Object.entries(given)) {
      if (name === "value" && isField) {
        if (tag === "option") continue;
        next[name] =
          typeof value !== "string" || (isLabel && !isMasked) ? plain(value) : value === "" ? "" : hiddenText;
      } else if (name === "srcdoc") continue;
      else if ((name === "checked" || name === "selected") && isField) continue;
      else if (tag === "meta" && name === "content" && element.getAttribute("name") !== "viewport") continue;
      else if (isMasked && !kept.has(name) && !name.startsWith("rr_") && name !== "_cssText" && !isStyling(tag, name))
        continue;
      else if (typeof value === "string" && leads(tag, name)) next[name] = withoutQuery(value);
      else
        next[name] =
          this.isPrivate && typeof value === "string" && carriesStyle(name) ? withoutUrls(value) : plain(value);
    }
    const hides = isMasked ? isField || hasOwnWords(element) : isField && !isLabel && tag !== "option";
    return hides ? { ...next, ...hidden } : next;
  }

  /**
   * What stands for an element that is left out: a box of its size, or, where what is left out is whether it is ticked, one without
   * a tick, so that the page's own rules lay it out.
   */
  stands<Value>(given: Record<string, Value>, element: Element, hiding: Hiding): Record<string, Value | string> {
    const isTick = element.matches(tickedFields) && !element.matches(this.#block);
    const own = () => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    return {
      ...(isTick ? this.attributes(own(), element, "marked") : this.attributes(given, element, hiding)),
      ...hidden,
    };
  }
}

function isWithin(element: Element, selector: string): boolean {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (at.matches(selector)) return true;
  }
  return false;
}

const isStyling = (tag: string, name: string) =>
  tag === "html" ||
  tag === "body" ||
  (tag === "link" && ["rel", "href", "media"].includes(name)) ||
  (tag === "style" && name === "media");
/** Where a link or a form leads: nobody follows it here, and its query may carry a token. */
const leads = (tag: string, name: string) =>
  (name === "href" && (tag === "a" || tag === "area" || tag === "base")) || name === "action" || name === "formaction";
const withoutQuery = (address: string) => address.replace(/[?#].*$/s, "");
const carriesStyle = (name: string) => name === "style" || name === "_cssText";
const withoutUrls = (css: string) => css.replaceAll(/url\((?!["']?(?:data:font|#))[^)]*\)/g, "none");
const plain = <Value>(value: Value): Value | string => (typeof value === "string" ? withoutCards(value) : value);
const hasOwnWords = (element: Element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");

/** Not what stands behind a decimal point: places in drawings are as long. */
const digits = /(?<!\d|\d\.)\d(?:[ -]?\d){12,18}(?!\d)/g;

/** Without numbers that can be those of a payment card. */
export function withoutCards(text: string): string {
  if (text.length < 13) return text;
  return text.replaceAll(digits, (found) => (isCard(found.replaceAll(/\D/g, "")) ? hiddenText : found));
}

/** Luhn's check, which every card number passes and one in ten of other numbers. */
function isCard(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a rule for these pages is one for this path. */
export function isFor(pages: string, path: string): boolean {
  if (pages === "") return true;
  const pattern = pages.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pattern.join(".*")}$`).test(path);
}
