/** By what it has, not by its class: each frame of a page has classes of its own. */
export const isElement = (node: Node | null): node is Element => node?.nodeType === Node.ELEMENT_NODE;

/** What stands around a node, also out of shadow roots and of the page's own frames; null: nothing does. */
export function parentOf(node: Node): Element | null {
  if (isElement(node.parentNode)) return node.parentNode;
  const parent = node.parentNode ?? node;
  if ("host" in parent && parent.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return (parent as ShadowRoot).host;
  return "defaultView" in parent ? ((parent as Document).defaultView?.frameElement ?? null) : null;
}

/** A frame's own document is reached through it, where it is of the page's own site. */
export const isFrame = (element: Element): element is HTMLIFrameElement => element.localName === "iframe";

/** Where an element stands in the window of `page`, also one in a frame of that page. */
export function boxIn(page: Document, element: Element): DOMRect {
  const { left, top, width, height } = element.getBoundingClientRect();
  const begins = beginsIn(page, element.ownerDocument);
  return new DOMRect(left + begins.left, top + begins.top, width, height);
}

/**
 * What of an element can be seen in the window of `page`: less what the scroll areas and frames around it cut off. Null: nothing of it.
 * The window itself cuts nothing off here.
 */
export function sightOf(page: Document, element: Element): DOMRect | null {
  let { left, top, right, bottom } = boxIn(page, element);
  /** What is positioned is cut off by what it is positioned in, and by what is around that. */
  let { position } = getComputedStyle(element);
  let inner = element;
  for (let at = parentOf(element); at !== null && inner !== page.documentElement; at = parentOf(at)) {
    const style = getComputedStyle(at);
    const isOut = inner.ownerDocument !== at.ownerDocument;
    inner = at;
    const holds = style.position !== "static" || style.transform !== "none";
    if (!isOut && (position === "fixed" || (position === "absolute" && !holds))) continue;
    ({ position } = style);
    // What the root and the body say of it is said of the window.
    const { body, documentElement } = at.ownerDocument;
    if (!isOut && (style.overflow === "visible" || at === body || at === documentElement)) continue;
    const box = boxIn(page, at);
    left = Math.max(left, box.left + at.clientLeft);
    top = Math.max(top, box.top + at.clientTop);
    right = Math.min(right, box.left + at.clientLeft + at.clientWidth);
    bottom = Math.min(bottom, box.top + at.clientTop + at.clientHeight);
  }
  return right < left || bottom < top ? null : new DOMRect(left, top, right - left, bottom - top);
}

/** Where the window of this document begins in that of `page`, whose frame it is. */
export function beginsIn(page: Document, framed: Document): { left: number; top: number } {
  const frame = framed === page ? null : (framed.defaultView?.frameElement ?? null);
  if (frame === null) return { left: 0, top: 0 };
  const { left, top } = boxIn(page, frame);
  return { left: left + frame.clientLeft, top: top + frame.clientTop };
}
