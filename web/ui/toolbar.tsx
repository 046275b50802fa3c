import { onMount } from "solid-js";
import type { JSX } from "solid-js";

/**
 * A row of buttons that is one stop of the Tab key: arrows, Home and End go from button to button (the ARIA toolbar). A
 * button that cannot be used now should be `aria-disabled` instead of `disabled`, so that it is reached and says why.
 */
export function Toolbar(props: {
  label: string;
  class?: string | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  children: JSX.Element;
}) {
  let root: HTMLDivElement | undefined;
  const buttons = () => [...(root?.querySelectorAll("button") ?? [])];
  const makeStop = (stop: Element | undefined) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  onMount(() => makeStop(buttons()[0]));

  const press = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.findIndex((button) => button === event.target);
    if (at === -1) return;
    const forward = root && getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const steps: Record<string, number> = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step === undefined) return props.onKeyDown?.(event);
    event.preventDefault();
    all.at(step % all.length)?.focus();
  };

  return (
    <div
      ref={(made) => (root = made)}
      role="toolbar"
      aria-label={props.label}
      class={props.class}
      onKeyDown={press}
      onFocusIn={({ target }) => target instanceof HTMLButtonElement && makeStop(target)}
    >
      {props.children}
    </div>
  );
}
