import { createRenderEffect } from "solid-js";
import type { Component, JSX } from "solid-js";
import { template } from "solid-js/web";

/**
 * What .tools/drawn-icons.ts makes of one of Lucide's icons: `paths` is the markup inside of its <svg>. Props are attributes of
 * that, hidden from screen readers unless they say otherwise; size and colour are what the style sheets give `.lucide`.
 */
export function drawnIcon(paths: string): Component<JSX.SvgSVGAttributes<SVGSVGElement>> {
  const draw = template(
    `<svg class=lucide viewBox="0 0 24 24" fill=none stroke=currentColor stroke-width=2 stroke-linecap=round stroke-linejoin=round aria-hidden=true>${paths}</svg>`,
  );
  return (props) => {
    const icon = draw();
    for (const attribute of Object.keys(props)) {
      createRenderEffect(() => {
        const value: unknown = Reflect.get(props, attribute);
        const text = typeof value === "number" ? value.toString() : value;
        if (typeof text !== "string") icon.removeAttribute(attribute);
        else if (attribute === "class") icon.classList.add(...text.split(" "));
        else icon.setAttribute(attribute, text);
      });
    }
    return icon;
  };
}
