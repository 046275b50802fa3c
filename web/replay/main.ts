import { isFrame, sightOf } from "../widget/recorder/page-place.ts";
import { ShownMarks } from "../widget/recorder/shown-marks.ts";
import { PageReplay } from "./page-replay.ts";
import { type Field, type FromReplayBody, isToReplay, type Place, type ToReplay } from "./replay-message.ts";
import { makeScroller, scrollable } from "./scrolling.ts";
import "./replay.css";

/** The agent's pointer is told this often. */
const pointerMs = 50;
const nameMost = 60;

/** Runs the replay document: shows what the window around it passes on, and tells what the agent's pointer does over it. */
function runReplay(root: HTMLElement): void {
  const post = (message: FromReplayBody) => window.parent.postMessage({ falaReplay: 1, ...message }, location.origin);
  const stage = box("stage");
  const scaled = box("scaled");
  const hand = box("hand");
  const customer = box("customer");
  const marks = box("marks");
  stage.append(scaled, hand);
  root.replaceWith(stage);

  let size = { width: 1280, height: 800 };
  let look: Extract<ToReplay, { kind: "look" }> = {
    falaReplay: 1,
    kind: "look",
    fit: true,
    quiet: false,
    pointer: "none",
  };
  let scale = 1;

  const replay = new PageReplay(scaled, {
    onShown(next) {
      size = next;
      fit();
      post({ kind: "shown", ...size });
    },
    onLost: () => post({ kind: "lost" }),
    onPointer({ x, y, touch }) {
      customer.dataset["touch"] = touch ? "" : "no";
      customer.hidden = look.quiet;
      customer.style.transform = `translate(${x * scale}px,${y * scale}px)`;
    },
    onPress({ x, y }) {
      if (look.quiet) return;
      const ring = box("ring");
      ring.style.left = `${x * scale}px`;
      ring.style.top = `${y * scale}px`;
      ring.addEventListener("animationend", () => ring.remove());
      marks.append(ring);
    },
  });
  customer.hidden = true;
  hand.append(marks, customer);

  function fit() {
    const room = { width: innerWidth, height: innerHeight };
    scale = look.fit ? Math.min(room.width / size.width, room.height / size.height, 1) : 1;
    for (const each of [scaled, hand]) {
      each.style.width = `${size.width * (each === hand ? scale : 1)}px`;
      each.style.height = `${size.height * (each === hand ? scale : 1)}px`;
      const left = Math.max(0, (room.width - size.width * scale) / 2);
      const top = Math.max(0, (room.height - size.height * scale) / 2);
      each.style.left = `${left}px`;
      each.style.top = `${top}px`;
    }
    scaled.style.transform = `scale(${scale})`;
    stage.dataset["fit"] = String(look.fit);
  }

  function placeOf(event: MouseEvent): Place | null {
    const { left, top, width, height } = hand.getBoundingClientRect();
    const at = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    return at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1 ? at : null;
  }

  /** What stands there in the customer's page, also in its shadow roots and frames. */
  function elementAt({ x, y }: Place): Element | null {
    let [left, top] = [x * size.width, y * size.height];
    let root: DocumentOrShadowRoot | null = replay.document;
    let found: Element | null = null;
    while (root !== null) {
      const inner: Element | null = root.elementFromPoint(left, top);
      if (inner === null || inner === found) break;
      found = inner;
      root = inner.shadowRoot;
      if (!isFrame(inner)) continue;
      const box = inner.getBoundingClientRect();
      [left, top, root] = [left - box.left - inner.clientLeft, top - box.top - inner.clientTop, inner.contentDocument];
    }
    return found;
  }

  let drags = false;
  let told = 0;
  hand.addEventListener("pointermove", (event) => {
    const at = placeOf(event);
    if (drags && at !== null) return post({ kind: "drag", at, phase: "go" });
    if (event.timeStamp - told < pointerMs) return;
    told = event.timeStamp;
    post({ kind: "pointer", at, node: at === null ? null : replay.nodeOf(elementAt(at)) });
  });
  // The caret stays where the agent writes.
  hand.addEventListener("mousedown", (event) => event.preventDefault());
  hand.addEventListener("pointerleave", () => post({ kind: "pointer", at: null, node: null }));
  hand.addEventListener("pointerdown", (event) => {
    const at = placeOf(event);
    if (at === null || event.button !== 0) return;
    hand.setPointerCapture(event.pointerId);
    drags = true;
    post({ kind: "drag", at, phase: "begin" });
  });
  hand.addEventListener("pointerup", (event) => {
    const at = placeOf(event);
    if (!drags || at === null) return;
    drags = false;
    post({ kind: "drag", at, phase: "end" });
    const element = elementAt(at);
    post({ kind: "press", at, node: replay.nodeOf(element), field: fieldOf(element) });
  });
  const scroller = makeScroller((element, place) => {
    const node = element === replay.document?.scrollingElement ? null : replay.nodeOf(element);
    post({ kind: "wheel", node, ...place });
  });
  hand.addEventListener(
    "wheel",
    (event) => {
      if (!look.fit && look.pointer !== "pointer") return;
      event.preventDefault();
      const at = placeOf(event);
      const element = (at === null ? null : scrollable(elementAt(at))) ?? replay.document?.scrollingElement ?? null;
      if (element !== null) scroller.turn(element, event);
    },
    { passive: false },
  );

  const shown = new ShownMarks(marks, {
    size: () => ({ width: size.width * scale, height: size.height * scale }),
    boxOf(node) {
      const element = replay.elementOf(node);
      if (element?.isConnected !== true || replay.document === null) return "gone";
      const seen = sightOf(replay.document, element);
      if (seen === null) return "out_of_sight";
      const { left, top, width, height } = seen;
      return new DOMRect(left * scale, top * scale, width * scale, height * scale);
    },
  });

  addEventListener("resize", fit);
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== location.origin || source !== window.parent || !isToReplay(data)) return;
    switch (data.kind) {
      case "batch":
        return replay.take(data);
      case "clear":
        customer.hidden = true;
        shown.keep([]);
        return replay.clear();
      case "look":
        look = data;
        hand.dataset["pointer"] = look.pointer;
        return fit();
      case "shown":
        return shown.show(data.by, data.what);
      case "agents":
        return shown.keep(data.agents);
      default:
        return data satisfies never;
    }
  });
  fit();
  post({ kind: "ready" });
}

/** By names, not by classes: what stands in the page's frame is of that frame's own. */
function fieldOf(element: Element | null): Field | null {
  const field = element?.closest("select,textarea,input,[contenteditable]:not([contenteditable=false])") ?? null;
  if (field === null) return null;
  const name = [
    field.getAttribute("aria-label"),
    "labels" in field ? (field as HTMLInputElement).labels?.[0]?.textContent : null,
    field.getAttribute("placeholder"),
    field.getAttribute("name"),
  ].find((words) => words != null && words.trim() !== "");
  const called = name?.trim().slice(0, nameMost) ?? "";
  if (field.localName === "select") {
    const options = [...field.querySelectorAll("option")].map((option) => option.textContent?.trim() ?? "");
    return { kind: "choice", name: called, options };
  }
  const type = field.getAttribute("type")?.toLowerCase() ?? "text";
  const isText = ["text", "email", "tel", "url", "search", "number", "date", "time"].includes(type);
  const multiline = field.localName !== "input";
  return multiline || isText ? { kind: "text", multiline, name: called } : null;
}

function box(name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  return made;
}

const root = document.getElementById("page");
if (root !== null && window.parent !== window) runReplay(root);
