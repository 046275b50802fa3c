import { record } from "@rrweb/record";
import type { AgentName } from "#protocol/agent";
import type { Shown } from "#protocol/cobrowse-socket";
import { isElement, type Masking } from "./masking.ts";
import { place, ShownMarks } from "./shown-marks.ts";

/** What is hidden is drawn anew this often while the customer looks at it: the page moves. */
const hatchMs = 250;
const hatchesMost = 600;

/** What agents show in the page, and what is hidden from them. */
export class ShownLayer {
  readonly #layer: HTMLElement;
  readonly #masking: Masking;
  readonly #marks: ShownMarks;
  #hatchTimer = 0;

  constructor(layer: HTMLElement, masking: Masking) {
    this.#layer = layer;
    this.#masking = masking;
    this.#marks = new ShownMarks(layer, {
      size: () => ({ width: innerWidth, height: innerHeight }),
      boxOf: (node) => elementOf(node)?.getBoundingClientRect() ?? null,
    });
  }

  show(by: AgentName, what: Shown): void {
    const element = what.kind === "highlight" && what.node !== null ? elementOf(what.node) : null;
    if (element !== null && !isInSight(element)) element.scrollIntoView({ block: "center", behavior: "smooth" });
    this.#marks.show(by, what);
  }

  keep(agents: readonly AgentName[]): void {
    this.#marks.keep(agents);
  }

  /** Hatches everything that agents do not see, as it stands in the page now. */
  showHidden(on: boolean): void {
    clearInterval(this.#hatchTimer);
    this.#clearHatches();
    if (!on) return;
    this.#hatch();
    this.#hatchTimer = window.setInterval(() => this.#hatch(), hatchMs);
  }

  stop(): void {
    clearInterval(this.#hatchTimer);
    this.#marks.stop();
  }

  #hatch(): void {
    this.#clearHatches();
    const boxes: DOMRect[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT, (node) => {
      if (!isElement(node) || node.localName.startsWith("fala-")) return NodeFilter.FILTER_REJECT;
      const isHidden =
        node.matches("input:not([type=submit],[type=button],[type=reset]),textarea,select") ||
        this.#masking.isBlocked(node);
      const isWords = !isHidden && [...node.childNodes].some(isWord) && this.#masking.isMasked(node);
      if (!isHidden && !isWords) return NodeFilter.FILTER_SKIP;
      const box = node.getBoundingClientRect();
      if (box.width > 2 && box.bottom > 0 && box.top < innerHeight) boxes.push(box);
      return isHidden ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    while (boxes.length < hatchesMost && walker.nextNode() !== null);
    for (const box of boxes) {
      const hatch = document.createElement("div");
      hatch.className = "hatch";
      place(hatch, box, 0);
      this.#layer.append(hatch);
    }
  }

  #clearHatches(): void {
    for (const hatch of this.#layer.querySelectorAll(".hatch")) hatch.remove();
  }
}

const isWord = (node: Node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "";

function elementOf(node: number): Element | null {
  const found = record.mirror.getNode(node);
  return isElement(found) && found.isConnected ? found : null;
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
