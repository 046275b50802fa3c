/** A frame's own document is reached through it, where it is of the page's own site. */
export const isFrame = (element: Element): element is HTMLIFrameElement => element.localName === "iframe";

/** Where an element stands in the window of `page`, also one in a frame of that page. */
export function boxIn(page: Document, element: Element): DOMRect {
  const { left, top, width, height } = element.getBoundingClientRect();
  const begins = beginsIn(page, element.ownerDocument);
  return new DOMRect(left + begins.left, top + begins.top, width, height);
}

/** Where the window of this document begins in that of `page`, whose frame it is. */
export function beginsIn(page: Document, framed: Document): { left: number; top: number } {
  const frame = framed === page ? null : (framed.defaultView?.frameElement ?? null);
  if (frame === null) return { left: 0, top: 0 };
  const { left, top } = boxIn(page, frame);
  return { left: left + frame.clientLeft, top: top + frame.clientTop };
}
