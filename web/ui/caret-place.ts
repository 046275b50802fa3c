/** What decides where a character of a textarea stands. */
const copied = [
  "boxSizing",
  "inlineSize",
  "paddingTop",
  "paddingRight",
  "paddingBottom",
  "paddingLeft",
  "borderTopWidth",
  "borderRightWidth",
  "borderBottomWidth",
  "borderLeftWidth",
  "borderStyle",
  "fontFamily",
  "fontSize",
  "fontStyle",
  "fontWeight",
  "fontVariant",
  "lineHeight",
  "letterSpacing",
  "wordSpacing",
  "textAlign",
  "textIndent",
  "tabSize",
  "direction",
] as const;

/**
 * Where a character of a textarea is drawn, in CSS pixels from the field's left and top edge, scrolling taken into account. Browsers tell this
 * for no form field, so a copy of the field is laid out for a moment and measured.
 */
export function caretPlace(field: HTMLTextAreaElement, at: number): { left: number; top: number; height: number } {
  const style = getComputedStyle(field);
  const copy = document.createElement("div");
  for (const name of copied) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: "absolute",
    insetInlineStart: "0",
    visibility: "hidden",
    overflow: "hidden",
    blockSize: "auto",
    whiteSpace: "pre-wrap",
    overflowWrap: "break-word",
  });
  copy.textContent = field.value.slice(0, at);
  const mark = document.createElement("span");
  mark.textContent = field.value.slice(at, at + 1) || "\u200B";
  copy.append(mark);
  field.parentElement?.append(copy);
  const place = {
    left: mark.offsetLeft - field.scrollLeft,
    top: mark.offsetTop - field.scrollTop,
    height: mark.offsetHeight,
  };
  copy.remove();
  return place;
}
