import { createSignal, mergeProps, onMount } from "solid-js";
import type { JSX } from "solid-js";
import { whenIdle, type Part } from "./part.tsx";

/** What the element that opens something must spread. */
export type TriggerProps = JSX.ButtonHTMLAttributes<HTMLButtonElement>;

export type Adopt = { adopt: (props: TriggerProps) => void };

/**
 * The element that opens something, while what it opens is still to load: it loads when the page is idle, or a pointer comes. It then
 * `adopt`s the element, which stays the same one. `asked` says whether it was pressed before that: then it opens at once.
 */
export function createLateTrigger<Props extends object>(part: Part<Props>, before: (open: () => void) => TriggerProps) {
  const [adopted, setAdopted] = createSignal<TriggerProps>();
  const [asked, setAsked] = createSignal(false);
  const open = () => {
    setAsked(true);
    part.preload();
  };
  const own: TriggerProps = { onPointerEnter: part.preload, ...before(open) };
  onMount(() => whenIdle(part.preload));
  return {
    asked,
    adopt: (props: TriggerProps) => void setAdopted(() => props),
    trigger: mergeProps(() => adopted() ?? own) as TriggerProps,
  };
}
