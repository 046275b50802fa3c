import { record } from "@rrweb/record";
import type { Acted, CobrowseAction } from "#protocol/cobrowse-socket";
import { editable, type Masking, withoutCards } from "./masking.ts";
import { isElement } from "./page-place.ts";

/** After something of the customer's own, control rests for this long. */
const restMs = 2_000;
const nameMost = 60;

/** Fields that nobody but the customer fills in: passwords, files, payment, by what they say of themselves or are called. */
const paid = ["cardnum", "card-num", "card_num", "ccnum", "cvc", "cvv"];
const forbidden = [
  "input[type=password],input[type=file],input[type=hidden],[autocomplete*=cc-],[data-rr-is-password]",
  ...paid.flatMap((name) => [`[name*="${name}" i]`, `[id*="${name}" i]`]),
].join(",");

/** Does in the page what the agent whom the customer allowed it asks for. */
export class Control {
  readonly #masking: Masking;
  readonly #end: () => void;
  /** Those of the page's own frames too: what a hand does there, the window around them does not hear. */
  readonly #documents = new Set([document]);
  #restsUntil = 0;
  /** Null: nobody controls the page. */
  #stop: AbortController | null = null;

  constructor(masking: Masking, end: () => void) {
    this.#masking = masking;
    this.#end = end;
  }

  /** While somebody controls the page, the customer's own hand always wins, and Escape ends it. */
  watch(on: boolean): void {
    this.#stop?.abort();
    this.#stop = on ? new AbortController() : null;
    for (const known of this.#documents) this.#hear(known);
  }

  /** The document of a frame of the page's own. */
  meet(shown: Document): void {
    this.#documents.add(shown);
    this.#hear(shown);
  }

  #hear(shown: Document): void {
    if (shown.defaultView === null) this.#documents.delete(shown);
    else if (this.#stop !== null) {
      const options = { capture: true, passive: true, signal: this.#stop.signal };
      for (const name of ["pointerdown", "wheel", "touchstart", "keydown"])
        shown.defaultView.addEventListener(name, this.#own, options);
    }
  }

  readonly #own = (event: Event): void => {
    if (!event.isTrusted) return;
    this.#restsUntil = performance.now() + restMs;
    if ("key" in event && event.key === "Escape") this.#end();
  };

  act(id: string, action: CobrowseAction): Acted {
    const element = action.node === null ? document.documentElement : record.mirror.getNode(action.node);
    const answer = (outcome: Acted["outcome"], on = "", entered = false): Acted => ({
      ...{ kind: "acted" as const, id, outcome, action: action.action, on: on.slice(0, nameMost) },
      ...(entered && { enter: true }),
    });
    if (!isElement(element) || !element.isConnected) return answer("gone");
    if (performance.now() < this.#restsUntil) return answer("paused");
    if (action.action !== "scroll" && this.#isForbidden(element)) return answer("hidden");
    const name = action.node === null ? document.title : this.#nameOf(element.closest(editable) ?? element);
    const isDone = perform(element, action);
    const entered =
      isDone &&
      action.action === "type" &&
      action.enter === true &&
      isInput(element) &&
      pressEnter(element, (button) => !this.#isForbidden(button));
    return answer(isDone ? "done" : "gone", this.#masking.isPrivate ? element.localName : name, entered);
  }

  #isForbidden(element: Element): boolean {
    const field = element.closest("label")?.control ?? element;
    return field.matches(forbidden) || this.#masking.isOffLimits(field) || this.#masking.isOffLimits(element);
  }

  /** As the agent sees it: never a value, nothing that is masked. */
  #nameOf(element: Element): string {
    const label = "labels" in element ? (element as HTMLInputElement).labels?.[0] : undefined;
    const words = element.matches("input,select,textarea")
      ? [
          element.getAttribute("aria-label"),
          label && this.#masking.wordsIn(label, nameMost),
          element.getAttribute("placeholder"),
          element.getAttribute("name"),
        ]
      : [
          this.#masking.isMasked(element) ? null : element.getAttribute("aria-label"),
          this.#masking.wordsIn(element, nameMost),
        ];
    const said = words.find((each) => each != null && each.trim() !== "") ?? element.localName;
    return withoutCards(said.replaceAll(/\s+/g, " ").trim());
  }
}

function perform(element: Element, action: CobrowseAction): boolean {
  switch (action.action) {
    case "click":
      return click(element);
    case "type":
      return type(element, action.text);
    case "choose":
      return choose(element, action.option);
    case "scroll":
      (action.node === null ? window : element).scrollTo({ top: action.top, left: action.left, behavior: "instant" });
      return true;
    default:
      return action satisfies never;
  }
}

function click(element: Element): boolean {
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = { bubbles: true, cancelable: true, composed: true, clientX: left + width / 2, clientY: top + height / 2 };
  for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup"]) {
    element.dispatchEvent(name.startsWith("pointer") ? new PointerEvent(name, at) : new MouseEvent(name, at));
  }
  if (isHtml(element)) {
    if (element.matches("input,textarea,select,button,a")) element.focus({ preventScroll: true });
    element.click();
  } else element.dispatchEvent(new MouseEvent("click", at));
  return true;
}

/** Through the prototype's own setter: frameworks put theirs on the element, and would not hear of it. */
function type(element: Element, text: string): boolean {
  const edited = element.closest<HTMLElement>(editable);
  if (edited !== null) {
    edited.focus({ preventScroll: true });
    edited.ownerDocument.getSelection()?.selectAllChildren(edited);
    // As if it was typed: editors of every kind hear of it. There is nothing newer that does this.
    return edited.ownerDocument.execCommand("insertText", false, text);
  }
  if (!isHtml(element) || !element.matches("input,textarea")) return false;
  const prototype = element.localName === "input" ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  element.focus({ preventScroll: true });
  Reflect.set(prototype, "value", text, element);
  element.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/**
 * As browsers do: the page hears of the key, and where it leaves that to them, the form's button is pressed, or its only field sends it.
 * Enter in a form may press a button: false where the agent may not press that one.
 */
function pressEnter(field: HTMLInputElement, mayPress: (button: Element) => boolean): boolean {
  const { form } = field;
  const fields = Array.from(form?.elements ?? [], (each) => each as HTMLInputElement);
  // Pictures that send a form are no elements of it.
  const button = fields.find(({ type: what }) => what === "submit") ?? form?.querySelector<HTMLElement>("[type=image]");
  if (button && !mayPress(button)) return false;
  const hears = (name: string) =>
    field.dispatchEvent(
      new KeyboardEvent(name, { key: "Enter", keyCode: 13, bubbles: true, cancelable: true, composed: true }),
    );
  if (hears("keydown")) {
    if (button) button.click();
    else if (fields.filter(({ type: what }) => what !== "hidden").length === 1) form?.requestSubmit();
  }
  hears("keyup");
  return true;
}

function choose(element: Element, option: number): boolean {
  if (!isSelect(element) || option >= element.options.length) return false;
  element.selectedIndex = option;
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/**
 * By what it is called, not by its class: each frame has classes of its own, and an element in it may have those of the page
 * around it, whose script saw it first.
 */
const isHtml = (element: Element): element is HTMLElement => element.namespaceURI === "http://www.w3.org/1999/xhtml";
const isInput = (element: Element): element is HTMLInputElement => isHtml(element) && element.localName === "input";
const isSelect = (element: Element): element is HTMLSelectElement => isHtml(element) && element.localName === "select";
