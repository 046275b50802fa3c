import { createEffect, onCleanup, onMount, splitProps } from "solid-js";
import type { JSX } from "solid-js";
import "./auto-grow-textarea.css";

export type AutoGrowTextareaProps = Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "rows" | "value" | "ref"> & {
  value: string;
  /** Called with the text at each change. */
  onText: (text: string) => void;
  minRows?: number | undefined;
  maxRows?: number | undefined;
  ref?: ((element: HTMLTextAreaElement) => void) | undefined;
};

/**
 * A textarea as high as its text, between `minRows` (1) and `maxRows` (8), then it scrolls. The browser does it
 * (field-sizing) where it can; elsewhere the height is measured after each change.
 */
export function AutoGrowTextarea(props: AutoGrowTextareaProps) {
  const [own, rest] = splitProps(props, ["value", "onText", "minRows", "maxRows", "class", "style", "ref", "onInput"]);
  let element: HTMLTextAreaElement | undefined;

  const grow = () => {
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight}px`;
  };

  createEffect(() => {
    // The element keeps what is typed; it is written only when the text was changed from outside (draft, text block).
    if (element && element.value !== own.value) element.value = own.value;
    grow();
  });
  onMount(() => {
    if (!element || CSS.supports("field-sizing", "content")) return;
    const observer = new ResizeObserver(grow);
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  });

  return (
    <textarea
      {...rest}
      ref={(made) => {
        element = made;
        own.ref?.(made);
      }}
      rows={own.minRows ?? 1}
      class={`ui-auto-grow ui-scroll${own.class ? ` ${own.class}` : ""}`}
      style={{ "--min-rows": own.minRows ?? 1, "--max-rows": own.maxRows ?? 8 }}
      dir={rest.dir ?? "auto"}
      onInput={(event) => {
        own.onText(event.currentTarget.value);
        if (typeof own.onInput === "function") own.onInput(event);
      }}
    />
  );
}
