import { Replayer } from "@rrweb/replay";
import "@rrweb/replay/dist/style.css";
import { beginsIn, boxIn } from "../widget/recorder/page-place.ts";
import { EventType, type eventWithTime, IncrementalSource, MouseInteractions } from "@rrweb/types";

/** The end of time: everything that arrives has happened already, whatever either clock says. */
const endOfTime = 8.64e15;

/** The replayer keeps every event of a live page; none of them is needed again. */
const mostKept = 500;

/** After a touch browsers make up a mouse that moves there; until then it is still the finger. */
const fingerMs = 1_000;

/** What an agent is to see of a page that is not in it. */
const styles = [
  "fala-widget, fala-cobrowsing { display: none !important; }",
  "[data-fala-hidden] { background-image: repeating-linear-gradient(45deg, #8884 0 6px, #8882 6px 12px) !important; }",
  "[data-fala-focus] { outline: 3px solid #0b6bcb !important; outline-offset: 1px !important; }",
  // Whether it is ticked is hidden: it looks like neither.
  ":is([type=checkbox], [type=radio])[data-fala-hidden] { appearance: none !important; box-sizing: border-box; min-inline-size: 13px; min-block-size: 13px; border: 1px solid #888c; border-radius: 2px; }",
  "noscript { display: none !important; }",
];

/** Marks a canvas that shows its newest picture. */
const shownAs = "data-fala-picture";
const isPicture = /^data:image\/(webp|png|jpeg);base64,[\w+/=]+$/;

type Handlers = {
  onShown: (size: { width: number; height: number }) => void;
  onLost: () => void;
  /** The customer's pointer, in their page's pixels. */
  onPointer: (at: { x: number; y: number; touch: boolean }) => void;
  onPress: (at: { x: number; y: number }) => void;
};

/**
 * Shows a customer's page as their recorder tells it. What comes is written by whoever owns their browser: it is looked at here
 * before the replayer sees it, which draws it into a frame without scripts. Never `UNSAFE_replayCanvas`: with it, what comes can run.
 */
export class PageReplay {
  readonly #root: HTMLElement;
  readonly #handlers: Handlers;
  #replayer: Replayer | null = null;
  #lost = false;
  #focused: Element | null = null;
  /** What canvases show, and the canvases themselves, also in shadow roots and frames; by their nodes. */
  readonly #pictures = new Map<number, string>();
  readonly #canvases = new Map<number, HTMLCanvasElement>();
  readonly #shadows = new Set<ShadowRoot>();
  /** A sheet can be adopted in the document only that it was made for. */
  readonly #sheets = new WeakMap<Document, CSSStyleSheet>();
  /** When a finger was last there, by the customer's clock. */
  #touchedAt = Number.NEGATIVE_INFINITY;

  constructor(root: HTMLElement, handlers: Handlers) {
    this.#root = root;
    this.#handlers = handlers;
  }

  get document(): Document | null {
    return this.#replayer?.iframe.contentDocument ?? null;
  }

  get frame(): HTMLIFrameElement | null {
    return this.#replayer?.iframe ?? null;
  }

  nodeOf(element: Node | null): number | null {
    const id = element === null ? -1 : (this.#replayer?.getMirror().getId(element) ?? -1);
    return id > 0 ? id : null;
  }

  elementOf(node: number): Element | null {
    const found = this.#replayer?.getMirror().getNode(node) ?? null;
    return found !== null && "getBoundingClientRect" in found ? (found as Element) : null;
  }

  take({ key, events }: { key: boolean; events: readonly unknown[] }): void {
    if (key) {
      this.#lost = false;
      this.#pictures.clear();
      this.#canvases.clear();
      this.#shadows.clear();
    }
    if (this.#replayer === null && !key) return this.#lose();
    if (this.#lost) return;
    const replayer = (this.#replayer ??= this.#make());
    for (const [at, event] of events.entries()) {
      if (!isEvent(event)) continue;
      this.#follow(event);
      if (event.type === EventType.Custom) continue;
      try {
        if (isToldAgain(framesIn(event), events, at)) continue;
        this.#forgetFrames(replayer, event);
        replayer.addEvent(event);
      } catch {
        // No recorder writes such a thing: what follows it means nothing.
        this.#lose();
        break;
      }
    }
    this.#showCanvases();
    this.#styleShadows();
    const kept = replayer.service.state.context.events;
    if (kept.length > mostKept) kept.splice(0, kept.length - mostKept / 5);
    if (key) this.#shown(events);
  }

  /** A frame's document is told as soon as there is one, and again once it has loaded: the replayer would keep the first, half of it. */
  #forgetFrames(replayer: Replayer, event: eventWithTime): void {
    const mirror = replayer.getMirror();
    for (const id of framesIn(event)) {
      const known = mirror.getNode(id);
      if (known !== null) mirror.removeNodeFromMap(known);
    }
  }

  clear(): void {
    this.#replayer?.destroy();
    this.#replayer = null;
    this.#root.replaceChildren();
  }

  #make(): Replayer {
    const replayer = new Replayer([], {
      root: this.#root,
      liveMode: true,
      // Past events would wait in it for a word that a live page never gives.
      useVirtualDom: false,
      ...{ mouseTail: false, triggerFocus: false, pauseAnimation: false, showWarning: false, showDebug: false },
      insertStyleRules: styles,
      plugins: [
        {
          onBuild: (node, { id }) => {
            if (isCanvas(node)) this.#canvases.set(id, node);
            const root = "getRootNode" in node ? node.getRootNode() : node;
            if (isShadow(root)) this.#shadows.add(root);
          },
        },
      ],
      logger: { log() {}, warn: (...said: unknown[]) => this.#warned(said) },
    });
    replayer.iframe.title = document.title;
    replayer.startLive(endOfTime);
    replayer.on("resize", (size) => {
      if (isSize(size)) this.#handlers.onShown(size);
    });
    return replayer;
  }

  #warned(said: readonly unknown[]): void {
    if (said.some((word) => typeof word === "string" && word.includes("not found"))) this.#lose();
  }

  /** Says so once: everything up to the next snapshot is lost. */
  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#handlers.onLost();
  }

  #shown(events: readonly unknown[]): void {
    for (const event of events) {
      if (isEvent(event) && event.type === EventType.Meta) {
        const { width, height } = event.data;
        this.#handlers.onShown({ width, height });
      }
    }
  }

  /** The customer's pointer is ours to draw: the replayer moves its own by a clock. */
  #follow(event: eventWithTime): void {
    if (event.type === EventType.Custom) return this.#told(event.data.tag, event.data.payload);
    if (event.type !== EventType.IncrementalSnapshot) return;
    const { data } = event;
    if (data.source === IncrementalSource.MouseMove || data.source === IncrementalSource.TouchMove) {
      const last = data.positions.at(-1);
      if (data.source === IncrementalSource.TouchMove) this.#touchedAt = event.timestamp;
      const touch = event.timestamp - this.#touchedAt < fingerMs;
      if (last !== undefined) this.#handlers.onPointer({ ...this.#inPage(last.id, last), touch });
    } else if (data.source === IncrementalSource.MouseInteraction) {
      const at = this.#pressedAt(data.id, { x: data.x ?? 0, y: data.y ?? 0 });
      const begins = data.type === MouseInteractions.TouchStart;
      if (begins || data.type === MouseInteractions.TouchEnd) {
        this.#touchedAt = event.timestamp;
        this.#handlers.onPointer({ ...at, touch: true });
      }
      // A touch that became a click was told when it began.
      const isClick = data.type === MouseInteractions.Click && event.timestamp - this.#touchedAt >= fingerMs;
      if (begins || isClick) this.#handlers.onPress(at);
      if (data.type === MouseInteractions.Focus) this.#focus(data.id);
      if (data.type === MouseInteractions.Blur) this.#focus(null);
    }
  }

  /** What a key or a script clicked has no place: it is shown in the middle of what it was. */
  #pressedAt(node: number, at: { x: number; y: number }): { x: number; y: number } {
    const element = at.x === 0 && at.y === 0 ? this.elementOf(node) : null;
    if (element === null || this.document === null) return this.#inPage(node, at);
    const { left, top, width, height } = boxIn(this.document, element);
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** A recorder counts from the corner of the frame in which it happened. */
  #inPage(node: number, { x, y }: { x: number; y: number }): { x: number; y: number } {
    const framed = this.elementOf(node)?.ownerDocument ?? null;
    if (framed === null || this.document === null) return { x, y };
    const { left, top } = beginsIn(this.document, framed);
    return { x: x + left, y: y + top };
  }

  /** Only shown: focus itself would take the agent's own from wherever they write. */
  #focus(id: unknown): void {
    this.#focused?.removeAttribute("data-fala-focus");
    this.#focused = typeof id === "number" ? this.elementOf(id) : null;
    this.#focused?.setAttribute("data-fala-focus", "");
  }

  #told(tag: string, payload: unknown): void {
    if (typeof payload !== "object" || payload === null) return;
    const { id, picture } = payload as { id?: unknown; picture?: unknown };
    if (tag === "focus") this.#focus(id);
    if (tag !== "canvas" || typeof id !== "number" || typeof picture !== "string" || !isPicture.test(picture)) return;
    this.#pictures.set(id, picture);
    this.#canvases.get(id)?.removeAttribute(shownAs);
  }

  /**
   * Where no script runs, a canvas is no more than the words in it. So it is shown as a picture of itself, and as an empty one where
   * there is none; also when the page has changed its style.
   */
  #showCanvases(): void {
    for (const [id, canvas] of this.#canvases) {
      if (!canvas.isConnected) {
        this.#canvases.delete(id);
        continue;
      }
      if (canvas.hasAttribute(shownAs) && canvas.style.content !== "") continue;
      const { width, height } = canvas;
      const empty = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/%3E`;
      const picture = this.#pictures.get(id) ?? empty;
      canvas.style.setProperty("content", `url("${picture}")`, "important");
      canvas.setAttribute(shownAs, "");
    }
  }

  /** What stands in a document is not said in its shadow roots; and the page may have given them other sheets meanwhile. */
  #styleShadows(): void {
    for (const root of this.#shadows) {
      if (!root.isConnected) {
        this.#shadows.delete(root);
        continue;
      }
      const sheet = this.#sheetFor(root.ownerDocument);
      if (sheet !== null && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    }
  }

  #sheetFor(page: Document): CSSStyleSheet | null {
    const known = this.#sheets.get(page);
    if (known !== undefined || page.defaultView === null) return known ?? null;
    const made = new page.defaultView.CSSStyleSheet();
    made.replaceSync(styles.join("\n"));
    this.#sheets.set(page, made);
    return made;
  }
}

/** By what it can do: what stands in the page's frame is of that frame's own classes. */
const isCanvas = (node: object): node is HTMLCanvasElement => "toDataURL" in node;
const isShadow = (node: object): node is ShadowRoot => "host" in node && "adoptedStyleSheets" in node;

/** The documents of frames that this event brings. */
function framesIn(event: unknown): number[] {
  if (!isEvent(event) || event.type !== EventType.IncrementalSnapshot) return [];
  if (event.data.source !== IncrementalSource.Mutation || event.data.isAttachIframe !== true) return [];
  return event.data.adds.map(({ node }) => node.id);
}

/** Whether these frames come again in the same batch: a document that is opened twice at once stays empty. */
function isToldAgain(frames: readonly number[], events: readonly unknown[], at: number): boolean {
  if (frames.length === 0) return false;
  const again = new Set(events.slice(at + 1).flatMap(framesIn));
  return frames.every((id) => again.has(id));
}

const isSize = (size: unknown): size is { width: number; height: number } =>
  typeof size === "object" && size !== null && "width" in size && "height" in size;

/** The outside of an event: what is inside, the replayer takes apart. */
function isEvent(value: unknown): value is eventWithTime {
  if (typeof value !== "object" || value === null) return false;
  if (!("type" in value) || !("data" in value) || !("timestamp" in value)) return false;
  const { type, data, timestamp } = value;
  if (typeof timestamp !== "number" || typeof data !== "object" || data === null) return false;
  if (type === EventType.Meta)
    return "width" in data && "height" in data && isLength(data.width) && isLength(data.height);
  if (type === EventType.FullSnapshot) return "node" in data;
  if (type === EventType.Custom) return "tag" in data;
  if (type !== EventType.IncrementalSnapshot || !("source" in data)) return false;
  return typeof data.source === "number" && data.source !== IncrementalSource.CanvasMutation;
}

const isLength = (value: unknown): value is number => typeof value === "number" && value > 0 && value <= 20_000;
