import { record } from "@rrweb/record";
import type { EventType, eventWithTime, IncrementalSource, NodeType, serializedNodeWithId } from "@rrweb/types";
import type { CobrowseTrouble } from "#protocol/cobrowse-socket";
import { cobrowseLimits } from "#protocol/cobrowse-limits";
import { type Hiding, hiddenText, type Masking } from "./masking.ts";
import { isElement, parentOf } from "./page-place.ts";

/* The recorder's own numbers: its enums would be carried twice. */
const [full, step, meta, custom]: [
  EventType.FullSnapshot,
  EventType.IncrementalSnapshot,
  EventType.Meta,
  EventType.Custom,
] = [2, 3, 4, 5];
const [mutation, input, canvas]: [
  IncrementalSource.Mutation,
  IncrementalSource.Input,
  IncrementalSource.CanvasMutation,
] = [0, 5, 9];
const [element, words]: [NodeType.Element, NodeType.Text] = [2, 3];

/** What comes alone goes almost at once; where much happens, batches are this far apart. A quiet page sends nothing. */
const aloneMs = 8;
const gatherMs = 50;

/** Canvases are looked at this often, as pictures. */
const canvasMs = 1_000;
const canvasMost = 400_000;

/** Moves of the pointer, presses, scrolling, input, touches, selection. */
const byPeople = new Set<IncrementalSource>([1, 2, 3, 5, 6, 14]);

export type Batch = { events: string; key: boolean; active: boolean };

/** Records the page. Everything that leaves it goes through `Masking` here, whatever the recorder below did already. */
export class Tape {
  readonly #masking: Masking;
  readonly #send: (batch: Batch) => void;
  readonly #trouble: (trouble: CobrowseTrouble | null) => void;
  readonly #meet: (shown: Document) => void;
  #stop: (() => void) | undefined;
  #events: eventWithTime[] = [];
  #key = false;
  #active = false;
  #timer = 0;
  #flushedAt = 0;
  #canvasTimer = 0;
  #nodes = 0;
  /** Those that were recorded, also in shadow roots and in frames of the page's own site, with the picture that was told since. */
  readonly #canvases = new Map<HTMLCanvasElement, string>();

  /** `meet` is told of the page's document and of those of its own frames, as they come. */
  constructor(
    masking: Masking,
    send: (batch: Batch) => void,
    trouble: (trouble: CobrowseTrouble | null) => void,
    meet: (shown: Document) => void,
  ) {
    this.#meet = meet;
    this.#masking = masking;
    this.#send = send;
    this.#trouble = trouble;
  }

  get runs(): boolean {
    return this.#stop !== undefined;
  }

  start(): void {
    if (this.runs) return;
    this.#measured(() => {
      this.#stop = record({
        emit: (event) => this.#take(event),
        maskAllInputs: false,
        maskInputOptions: everyField,
        maskInputFn: (value) => (value === "" ? "" : hiddenText),
        blockSelector: this.#masking.blockSelector,
        inlineStylesheet: true,
        slimDOMOptions: {
          ...{ script: true, comment: true, headFavicon: true, headWhitespace: true, headMetaDescKeywords: true },
          ...{ headMetaSocial: true, headMetaRobots: true, headMetaHttpEquiv: true, headMetaAuthorship: true },
          headMetaVerification: true,
        },
        sampling: { mousemove: 50, mousemoveCallback: 100, scroll: 80, media: 800, input: "last" },
        // The page goes on, whatever happens here.
        errorHandler: () => true,
      });
    });
    this.#canvasTimer = window.setInterval(() => this.#drawCanvases(), canvasMs);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    clearTimeout(this.#timer);
    clearInterval(this.#canvasTimer);
    this.#timer = 0;
    this.#events = [];
    this.#key = false;
    this.#canvases.clear();
  }

  /** Begins again with a whole snapshot. */
  key(): void {
    if (this.runs) this.#measured(() => record.takeFullSnapshot(true));
  }

  #measured(take: () => void): void {
    const before = performance.now();
    this.#nodes = 0;
    take();
    const ms = Math.round(performance.now() - before);
    const nodes = this.#nodes;
    const foreign = foreignFrames();
    if (nodes > cobrowseLimits.heavyNodes) this.#trouble({ reason: "too_large", nodes, ms });
    else if (ms > cobrowseLimits.heavyMs) this.#trouble({ reason: "too_slow", nodes, ms });
    else this.#trouble(foreign > 0 ? { reason: "foreign_frames", nodes: foreign, ms } : null);
    if (nodes > 0) this.#flush();
  }

  #take(event: eventWithTime): void {
    if (event.type === meta) {
      this.#flush();
      this.#key = true;
    }
    const clean = this.#cleaned(event);
    if (clean === null) return;
    this.#events.push(clean);
    if (event.type === full) {
      this.#drawCanvases();
      const focused = record.mirror.getId(document.activeElement);
      if (focused > 0 && document.activeElement !== document.body) this.#tell("focus", { id: focused });
    }
    if (event.type === step && byPeople.has(event.data.source)) this.#active = true;
    this.#timer ||= window.setTimeout(
      () => this.#flush(),
      Math.max(aloneMs, this.#flushedAt + gatherMs - performance.now()),
    );
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#events.length === 0) return;
    this.#flushedAt = performance.now();
    const batch = { events: JSON.stringify(this.#events), key: this.#key, active: this.#active };
    this.#events = [];
    this.#key = false;
    this.#active = false;
    this.#send(batch);
  }

  /** Something of our own; recorders that only begin would not take it. */
  #tell(tag: "canvas" | "focus", payload: object): void {
    this.#take({ type: custom, data: { tag, payload }, timestamp: Date.now() });
  }

  #cleaned(event: eventWithTime): eventWithTime | null {
    switch (event.type) {
      case meta:
        return { ...event, data: { ...event.data, href: addressOf(location.href) } };
      case full:
        this.#cleanTree(event.data.node);
        return event;
      case step:
        return this.#cleanedStep(event);
      case custom:
        return event;
      default:
        return null;
    }
  }

  #cleanedStep(event: Extract<eventWithTime, { type: EventType.IncrementalSnapshot }>): eventWithTime | null {
    const { data } = event;
    switch (data.source) {
      case mutation:
        for (const { node } of data.adds) this.#cleanTree(node);
        for (const text of data.texts) {
          const live = record.mirror.getNode(text.id);
          const parent = live === null ? null : parentOf(live);
          text.value = text.value === null || parent === null ? hiddenText : this.#masking.words(text.value, parent);
        }
        for (const change of data.attributes) {
          const changed = record.mirror.getNode(change.id);
          change.attributes = isElement(changed) ? this.#masking.attributes(change.attributes, changed) : {};
        }
        return event;
      case input:
        return { ...event, data: { ...data, text: data.text === "" ? "" : hiddenText, isChecked: false } };
      case canvas:
        return null;
      default:
        return event;
    }
  }

  /** A tree as it was taken, changed where it stands. What nothing stands around, and is no page, has left the page again. */
  #cleanTree(node: serializedNodeWithId): void {
    const live = record.mirror.getNode(node.id);
    const parent = live === null ? null : parentOf(live);
    const isPage = isDocument(live);
    if (isPage) this.#meet(live);
    this.#clean(
      node,
      parent,
      parent !== null ? this.#masking.hiding(parent) : isPage ? this.#masking.around : "marked",
    );
  }

  /** Downwards, with what holds around each node: asked from below, every node would ask all that it stands in. */
  #clean(node: serializedNodeWithId, parent: Element | null, around: Hiding): void {
    this.#nodes += 1;
    if (node.type === words) {
      node.textContent = parent === null ? "" : this.#masking.words(node.textContent, parent, around);
      return;
    }
    let [inner, hiding] = [parent, around];
    if (node.type === element) {
      const live = record.mirror.getNode(node.id);
      if (isElement(live)) {
        inner = live;
        if (isCanvas(live)) this.#canvases.set(live, "");
        hiding = this.#masking.within(around, live);
        node.attributes =
          "rr_width" in node.attributes
            ? this.#masking.stands(node.attributes, live, hiding)
            : this.#masking.attributes(node.attributes, live, hiding);
      } else {
        hiding = "marked";
        node.attributes = {};
      }
    }
    if ("childNodes" in node) for (const child of node.childNodes) this.#clean(child, inner, hiding);
  }

  /** As pictures, where they changed; a canvas that the page may not read itself stays empty. */
  #drawCanvases(): void {
    for (const [drawn, told] of this.#canvases) {
      try {
        if (!drawn.isConnected || drawn.ownerDocument.defaultView === null) {
          this.#canvases.delete(drawn);
          continue;
        }
        const id = record.mirror.getId(drawn);
        const isEmpty = drawn.width * drawn.height === 0;
        if (isEmpty || this.#masking.isMasked(drawn) || this.#masking.isBlocked(drawn)) continue;
        const picture = drawn.toDataURL("image/webp", 0.5);
        if (told === picture || picture.length > canvasMost) continue;
        this.#tell("canvas", { id, picture });
        this.#canvases.set(drawn, picture);
      } catch {
        // Tainted: it shows a picture of another site.
      }
    }
  }
}

/** One snapshot of the page, as it would be shown. */
export function lookOnce(masking: Masking, take: (events: string) => void): void {
  const tape = new Tape(
    masking,
    ({ events, key }) => {
      if (key) take(events);
    },
    () => {},
    () => {},
  );
  tape.start();
  tape.stop();
}

const isDocument = (node: Node | null): node is Document => node?.nodeType === Node.DOCUMENT_NODE;

/** By what it can do: each frame of a page has classes of its own. */
const isCanvas = (element: Element): element is HTMLCanvasElement =>
  element.localName === "canvas" && "toDataURL" in element;

/** By tag: covers types that no list knows. */
const everyField: Record<string, boolean> = { input: true, textarea: true, select: true, password: true };

/** The address without what may carry a secret. */
export function addressOf(href: string): string {
  return href.replace(/[?#].*$/s, "").slice(0, 2_000);
}

/** How many frames of other sites take a good part of the screen: what is in them nobody can show. */
function foreignFrames(): number {
  const screen = innerWidth * innerHeight;
  return [...document.querySelectorAll("iframe")].filter((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return frame.contentDocument === null && width * height > screen / 4;
  }).length;
}
