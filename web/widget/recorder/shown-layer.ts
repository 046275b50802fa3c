import { record } from "@rrweb/record";
import type { AgentName } from "#protocol/agent";
import type { Shown } from "#protocol/cobrowse-socket";
import type { Masking } from "./masking.ts";

/** Ink fades after this. */
const inkMs = 3_000;
const fadeMs = 500;
/** What is hidden is drawn anew this often while the customer looks at it: the page moves. */
const hatchMs = 250;
const hatchesMost = 600;

const svg = "http://www.w3.org/2000/svg";
const colors = ["#0b6bcb", "#0f7b4f", "#b5540a"];

/** What agents show in the page: pointers with their names, an element, ink. And what is hidden from them. */
export class ShownLayer {
  readonly #layer: HTMLElement;
  readonly #masking: Masking;
  readonly #pointers = new Map<string, HTMLElement>();
  readonly #marks = new Map<string, { box: HTMLElement; node: number }>();
  readonly #strokes = new Map<string, SVGPolylineElement>();
  #hatchTimer = 0;
  #follow = 0;

  constructor(layer: HTMLElement, masking: Masking) {
    this.#layer = layer;
    this.#masking = masking;
  }

  show(by: AgentName, what: Shown): void {
    if (what.kind === "pointer") return this.#point(by, what.at);
    if (what.kind === "highlight") return this.#mark(by, what.node);
    this.#draw(by, what.stroke, what.points);
  }

  /** Only who watches may show something. */
  keep(agents: readonly AgentName[]): void {
    for (const map of [this.#pointers, this.#marks]) {
      for (const id of [...map.keys()]) {
        if (agents.some((agent) => agent.id === id)) continue;
        if (map === this.#marks) this.#marks.get(id)?.box.remove();
        else this.#pointers.get(id)?.remove();
        map.delete(id);
      }
    }
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
    cancelAnimationFrame(this.#follow);
  }

  #point(by: AgentName, at: { x: number; y: number } | null): void {
    let pointer = this.#pointers.get(by.id);
    if (at === null) {
      pointer?.remove();
      this.#pointers.delete(by.id);
      return;
    }
    if (pointer === undefined) {
      pointer = own("pointer", by);
      const arrow = document.createElementNS(svg, "svg");
      arrow.setAttribute("viewBox", "0 0 24 24");
      const path = document.createElementNS(svg, "path");
      path.setAttribute("d", "M4 2l6 18 3-7 7-3z");
      path.setAttribute("fill", colorOf(by.id));
      path.setAttribute("stroke", "#fff");
      path.setAttribute("stroke-width", "1.5");
      arrow.append(path);
      pointer.prepend(arrow);
      this.#pointers.set(by.id, pointer);
      this.#layer.append(pointer);
    }
    pointer.style.transform = `translate(${at.x * innerWidth}px,${at.y * innerHeight}px)`;
  }

  #mark(by: AgentName, node: number | null): void {
    this.#marks.get(by.id)?.box.remove();
    this.#marks.delete(by.id);
    if (node === null) return;
    const element = record.mirror.getNode(node);
    if (!isElement(element)) return;
    const box = own("mark", by);
    this.#marks.set(by.id, { box, node });
    this.#layer.append(box);
    if (!isInSight(element)) element.scrollIntoView({ block: "center", behavior: "smooth" });
    this.#followMarks();
  }

  #followMarks(): void {
    cancelAnimationFrame(this.#follow);
    for (const [id, { box, node }] of this.#marks) {
      const element = record.mirror.getNode(node);
      if (isElement(element) && element.isConnected) place(box, element.getBoundingClientRect(), 4);
      else {
        box.remove();
        this.#marks.delete(id);
      }
    }
    if (this.#marks.size > 0) this.#follow = requestAnimationFrame(() => this.#followMarks());
  }

  #draw(by: AgentName, stroke: string, points: readonly { x: number; y: number }[]): void {
    const key = `${by.id} ${stroke}`;
    let line = this.#strokes.get(key);
    if (line === undefined) {
      const sheet = document.createElementNS(svg, "svg");
      sheet.setAttribute("class", "ink");
      line = document.createElementNS(svg, "polyline");
      const look = {
        fill: "none",
        stroke: colorOf(by.id),
        "stroke-width": "5",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      };
      for (const [name, value] of Object.entries(look)) line.setAttribute(name, value);
      sheet.append(line);
      this.#strokes.set(key, line);
      this.#layer.append(sheet);
    }
    const more = points.map(({ x, y }) => `${Math.round(x * innerWidth)},${Math.round(y * innerHeight)}`).join(" ");
    line.setAttribute("points", `${line.getAttribute("points") ?? ""} ${more}`);
    const count = String(Number(line.dataset["count"] ?? 0) + 1);
    line.dataset["count"] = count;
    const drawn = line;
    setTimeout(() => {
      if (drawn.dataset["count"] !== count) return;
      if (drawn.parentElement !== null) drawn.parentElement.style.opacity = "0";
      setTimeout(() => drawn.parentElement?.remove(), fadeMs);
      this.#strokes.delete(key);
    }, inkMs);
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
const isElement = (node: Node | null | undefined): node is Element => node?.nodeType === Node.ELEMENT_NODE;

function own(kind: string, by: AgentName): HTMLElement {
  const made = document.createElement("div");
  made.className = kind;
  made.style.setProperty("--own", colorOf(by.id));
  const name = document.createElement("span");
  name.textContent = by.name;
  made.append(name);
  return made;
}

function place(box: HTMLElement, { left, top, width, height }: DOMRect, around: number): void {
  box.style.cssText += `;left:${left - around}px;top:${top - around}px;width:${width + around * 2}px;height:${height + around * 2}px`;
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** The same agent has the same colour all the time. */
function colorOf(id: string): string {
  const sum = Array.from(id).reduce((known, letter) => known + (letter.codePointAt(0) ?? 0), 0);
  return colors[sum % colors.length] ?? "#0b6bcb";
}
