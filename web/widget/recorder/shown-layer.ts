import { record } from "@rrweb/record";
import type { AgentName } from "#protocol/agent";
import type { Shown } from "#protocol/cobrowse-socket";
import type { Masking } from "./masking.ts";
import { boxIn, isElement, isFrame, sightOf } from "./page-place.ts";
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
      boxOf: (node) => {
        const element = elementOf(node);
        return element === null ? "gone" : (sightOf(document, element) ?? "out_of_sight");
      },
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

  /** Hatches everything that agents do not see, as it stands in the page now; answers how much of it is in sight. */
  showHidden(on: boolean): number {
    clearInterval(this.#hatchTimer);
    this.#clearHatches();
    if (!on) return 0;
    this.#hatchTimer = window.setInterval(() => this.#hatch(), hatchMs);
    return this.#hatch();
  }

  stop(): void {
    clearInterval(this.#hatchTimer);
    this.#marks.stop();
  }

  #hatch(): number {
    this.#clearHatches();
    const boxes: DOMRect[] = [];
    this.#collect(document.body, boxes);
    for (const box of boxes) {
      const hatch = document.createElement("div");
      hatch.className = "hatch";
      place(hatch, box, 0);
      this.#layer.append(hatch);
    }
    return boxes.length;
  }

  /** Of this part of the page, with the shadow roots and frames in it, as far as it is in sight. */
  #collect(root: Node, boxes: DOMRect[]): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) => {
      if (!isElement(node) || node.localName.startsWith("fala-")) return NodeFilter.FILTER_REJECT;
      const isHidden =
        node.matches("input:not([type=submit],[type=button],[type=reset]),textarea,select") ||
        this.#masking.isBlocked(node);
      const isWords = !isHidden && [...node.childNodes].some(isWord) && this.#masking.isMasked(node);
      const framed = isFrame(node) ? node.contentDocument : null;
      if (!isHidden && !isWords && framed === null && node.shadowRoot === null) return NodeFilter.FILTER_SKIP;
      if (isHidden || isWords) {
        const { top, bottom } = boxIn(document, node);
        // What scroll areas cut off is asked for where it can be seen only: each one around costs a style.
        const seen = bottom > 0 && top < innerHeight ? sightOf(document, node) : null;
        if (seen !== null && Math.min(seen.width, seen.height) > 2) boxes.push(seen);
      }
      if (isHidden) return NodeFilter.FILTER_REJECT;
      if (node.shadowRoot !== null) this.#collect(node.shadowRoot, boxes);
      if (framed !== null) this.#collect(framed, boxes);
      return NodeFilter.FILTER_SKIP;
    });
    while (boxes.length < hatchesMost && walker.nextNode() !== null);
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

/** From top to bottom, also within the scroll areas and frames that it stands in. */
function isInSight(element: Element): boolean {
  const { top, bottom } = boxIn(document, element);
  const seen = sightOf(document, element);
  return seen?.top === top && seen.bottom === bottom && top >= 0 && bottom <= innerHeight;
}
