import type { AgentName } from "#protocol/agent";
import type { Shown } from "#protocol/cobrowse-socket";

/** Ink fades after this. */
const inkMs = 3_000;
const fadeMs = 500;

const svg = "http://www.w3.org/2000/svg";
const colors = ["#0b6bcb", "#0f7b4f", "#b5540a"];

/** The page that is drawn over: how large it is here, and where an element of it is seen. */
type Page = {
  size: () => { width: number; height: number };
  boxOf: (node: number) => DOMRect | "out_of_sight" | "gone";
};

/** What agents show over a page: pointers with their names, an element, ink. For the customer's page and for where agents see it. */
export class ShownMarks {
  readonly #layer: HTMLElement;
  readonly #page: Page;
  readonly #pointers = new Map<string, HTMLElement>();
  readonly #marks = new Map<string, { box: HTMLElement; node: number }>();
  readonly #strokes = new Map<string, SVGPolylineElement>();
  #follow = 0;

  constructor(layer: HTMLElement, page: Page) {
    this.#layer = layer;
    this.#page = page;
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

  stop(): void {
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
    const { width, height } = this.#page.size();
    pointer.style.transform = `translate(${at.x * width}px,${at.y * height}px)`;
  }

  #mark(by: AgentName, node: number | null): void {
    this.#marks.get(by.id)?.box.remove();
    this.#marks.delete(by.id);
    if (node === null) return;
    if (this.#page.boxOf(node) === "gone") return;
    const box = own("mark", by);
    this.#marks.set(by.id, { box, node });
    this.#layer.append(box);
    this.#followMarks();
  }

  #followMarks(): void {
    cancelAnimationFrame(this.#follow);
    for (const [id, { box, node }] of this.#marks) {
      const at = this.#page.boxOf(node);
      if (at === "gone") {
        box.remove();
        this.#marks.delete(id);
        continue;
      }
      box.style.visibility = at === "out_of_sight" ? "hidden" : "";
      if (at !== "out_of_sight") place(box, at, 4);
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
    const { width, height } = this.#page.size();
    const more = points.map(({ x, y }) => `${Math.round(x * width)},${Math.round(y * height)}`).join(" ");
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
}

function own(kind: string, by: AgentName): HTMLElement {
  const made = document.createElement("div");
  made.className = kind;
  made.style.setProperty("--own", colorOf(by.id));
  const name = document.createElement("span");
  name.textContent = by.name;
  made.append(name);
  return made;
}

export function place(box: HTMLElement, { left, top, width, height }: DOMRect, around: number): void {
  box.style.cssText += `;left:${left - around}px;top:${top - around}px;width:${width + around * 2}px;height:${height + around * 2}px`;
}

/** The same agent has the same colour all the time. */
function colorOf(id: string): string {
  const sum = Array.from(id).reduce((known, letter) => known + (letter.codePointAt(0) ?? 0), 0);
  return colors[sum % colors.length] ?? "#0b6bcb";
}
